package dev.keel.server.platform;

import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.server.orchestrator.Feed;
import dev.keel.server.orchestrator.LiveFeed;
import dev.keel.server.venues.Connectors;
import dev.keel.sim.backtest.BareInstrument;
import dev.keel.sim.market.BarFile;
import dev.keel.sim.market.SyntheticMarket;
import dev.keel.sim.market.SyntheticSettings;
import dev.keel.venues.connector.Connector;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.VenueAccount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Loads the market that is to be played, or opens the one that lives. */
final class Markets {
    /** A made-up market begins here, has minutes, and ends after a year of them. */
    private static final SyntheticSettings SYNTHETIC =
            SyntheticSettings.of(
                            new BarFormat(Timeframe.M1, 2, 2),
                            Instant.parse("2026-01-01T00:00:00Z"),
                            Price.of("100"))
                    .withMeanVolume(Quantity.of("100000"));

    private static final int SYNTHETIC_BARS = 365 * 24 * 60;

    private Markets() {}

    /**
     * Loads it; blocks.
     *
     * @return empty if none is to be played
     * @throws dev.keel.sim.market.MarketDataException if its file cannot be read or is malformed
     */
    static Optional<Feed> load(FeedSettings settings, ListingSettings listing) {
        return switch (settings) {
            case FeedSettings.None() -> Optional.empty();
            case FeedSettings.Live _ -> Optional.empty();
            case FeedSettings.Replay(var file, var speed) -> {
                Instrument bare = BareInstrument.of(file, TradingRules.FINEST, listing.fees());
                yield Optional.of(
                        new Feed(
                                Feed.Kind.REPLAY,
                                String.valueOf(file.getFileName()),
                                listing.list(bare),
                                BarFile.load(file).series(),
                                speed));
            }
            case FeedSettings.Synthetic(long seed, var speed) -> {
                Instrument bare =
                        Instrument.spot(
                                InstrumentId.of("SYNTHETIC." + Long.toUnsignedString(seed)),
                                Asset.of("UNITS"),
                                BareInstrument.QUOTE,
                                TradingRules.FINEST,
                                listing.fees());
                yield Optional.of(
                        new Feed(
                                Feed.Kind.SYNTHETIC,
                                "market of seed " + seed,
                                listing.list(bare),
                                SyntheticMarket.series(SYNTHETIC, seed, SYNTHETIC_BARS),
                                speed));
            }
        };
    }

    /**
     * Opens a venue's market; blocks until it is known what can be traded there.
     *
     * @return empty if none lives
     * @throws IllegalArgumentException if there is no such venue or symbol
     * @throws dev.keel.venues.connector.ConnectorException if it cannot be reached
     */
    static Optional<LiveFeed> open(FeedSettings settings, Connectors connectors) {
        return settings instanceof FeedSettings.Live live
                ? Optional.of(open(live, connectors.require(live.venue())))
                : Optional.empty();
    }

    private static LiveFeed open(FeedSettings.Live live, Connector connector) {
        MarketData data =
                connector.marketData(
                        new VenueAccount(
                                AccountId.of("feed"),
                                connector.info().venue(),
                                live.environment(),
                                live.kind(),
                                live.symbols(),
                                live.options()));
        try {
            List<Instrument> instruments =
                    live.symbols().stream()
                            .map(symbol -> find(symbol, data.instruments(), live.venue()))
                            .toList();
            return new LiveFeed(
                    live.venue(), instruments, live.timeframe(), live.warmUpBars(), data);
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private static Instrument find(InstrumentId symbol, List<Instrument> offered, String venue) {
        return offered.stream()
                .filter(instrument -> instrument.id().equals(symbol))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "symbol "
                                        + symbol
                                        + " is not traded at "
                                        + venue
                                        + ", which has "
                                        + offered.size()
                                        + " such as "
                                        + offered.stream().limit(5).map(Instrument::id).toList()));
    }
}
