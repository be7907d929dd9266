package dev.keel.venues.fix;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.fix.order.InstrumentTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be traded, as the account's options have it, and its prices as another place tells them:
 * an order session tells none. Without such a place nothing is told, and risk refuses what opens.
 * For any number of threads.
 */
final class FixMarketData implements MarketData {
    private final InstrumentTable instruments;
    private final @Nullable VenueAccount place;
    private final PriceSource source;
    private final InstantSource clock;
    private @Nullable MarketData prices;

    FixMarketData(
            InstrumentTable instruments,
            Optional<VenueAccount> place,
            PriceSource source,
            InstantSource clock) {
        this.instruments = instruments;
        this.place = place.orElse(null);
        this.source = source;
        this.clock = clock;
    }

    /** Opened when it is needed first. */
    private synchronized MarketData prices() {
        if (place == null) {
            throw new ConnectorException(
                    ConnectorException.Category.REFUSED,
                    "a FIX order session tells no prices: option prices.venue must name a venue");
        }
        MarketData open = prices;
        if (open == null) {
            open = source.open(place);
            prices = open;
        }
        return open;
    }

    @Override
    public List<Instrument> instruments() {
        return instruments.all();
    }

    @Override
    public Ticker ticker(InstrumentId instrument) {
        return prices().ticker(instrument);
    }

    @Override
    public OrderBook orderBook(InstrumentId instrument, int depth) {
        return prices().orderBook(instrument, depth);
    }

    @Override
    public List<Bar> bars(InstrumentId instrument, Timeframe timeframe, Instant since, int limit) {
        return prices().bars(instrument, timeframe, since, limit);
    }

    @Override
    public Subscription subscribe(Wanted wanted, Listener listener) {
        if (place == null) {
            Instant now = clock.instant();
            wanted.instruments()
                    .forEach(id -> listener.onGap(id, now, "option prices.venue names no venue"));
            return () -> {};
        }
        return prices().subscribe(wanted, listener);
    }

    @Override
    public synchronized void close() {
        MarketData open = prices;
        prices = null;
        if (open != null) {
            open.close();
        }
    }
}
