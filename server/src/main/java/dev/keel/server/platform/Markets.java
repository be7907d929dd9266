package dev.keel.server.platform;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.server.orchestrator.Feed;
import dev.keel.sim.backtest.BareInstrument;
import dev.keel.sim.market.BarFile;
import dev.keel.sim.market.SyntheticMarket;
import dev.keel.sim.market.SyntheticSettings;
import java.time.Instant;
import java.util.Optional;

/** Loads the market that is to be played. */
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
     * @return empty if there is to be none
     * @throws dev.keel.sim.market.MarketDataException if its file cannot be read or is malformed
     */
    static Optional<Feed> load(FeedSettings settings, ListingSettings listing) {
        return switch (settings) {
            case FeedSettings.None() -> Optional.empty();
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
}
