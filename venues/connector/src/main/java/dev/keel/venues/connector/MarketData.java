package dev.keel.venues.connector;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a venue tells of its markets. Calls block and throw {@link ConnectorException}; for any
 * number of threads.
 */
public interface MarketData extends AutoCloseable {
    /** Everything that can be traded there in its kind of market, in the order of the ids. */
    List<Instrument> instruments();

    Ticker ticker(InstrumentId instrument);

    /**
     * The order book.
     *
     * @param depth how many levels of each side at most, above 0
     */
    OrderBook orderBook(InstrumentId instrument, int depth);

    /**
     * Closed bars, oldest first.
     *
     * @param since the first bar opens no earlier
     * @param limit how many at most, above 0; the venue may give fewer
     */
    List<Bar> bars(InstrumentId instrument, Timeframe timeframe, Instant since, int limit);

    /**
     * Has quotes and bars told as they come, until the subscription is closed. A stream that falls
     * silent is opened again by itself, and the listener is told.
     */
    Subscription subscribe(
            Set<InstrumentId> instruments, @Nullable Timeframe bars, Listener listener);

    @Override
    void close();

    /** Where market data goes. Called from any thread; must return soon. */
    interface Listener {
        void onTicker(Ticker ticker);

        /** A bar that is closed; none is left out without {@link #onGap} having been told. */
        void onBar(InstrumentId instrument, Bar bar);

        /** Something may have been missed since then. */
        void onGap(InstrumentId instrument, Instant since, String why);
    }

    /** Ends a subscription; once ended nothing more is told. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * The latest of a market.
     *
     * @param bid null where there is none; so is ask
     * @param volume of the last 24 hours in the base asset; null if it is not told
     * @param at when it was true at the venue; our own time of receipt if the venue does not say
     */
    record Ticker(
            InstrumentId instrument,
            @Nullable BigDecimal bid,
            @Nullable BigDecimal ask,
            @Nullable BigDecimal last,
            @Nullable BigDecimal volume,
            Instant at) {}

    /**
     * Best price first.
     *
     * @param at as for a ticker
     */
    record OrderBook(InstrumentId instrument, List<Level> bids, List<Level> asks, Instant at) {
        public OrderBook {
            bids = List.copyOf(bids);
            asks = List.copyOf(asks);
        }
    }

    /** A price and how much of the base asset, or how many contracts, it stands for. */
    record Level(BigDecimal price, BigDecimal quantity) {}
}
