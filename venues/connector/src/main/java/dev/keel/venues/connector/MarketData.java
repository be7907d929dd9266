package dev.keel.venues.connector;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
     * Has quotes told as they come, and bars and public trades where they are wanted, until the
     * subscription is closed. A stream that falls silent is opened again by itself, and the
     * listener is told.
     *
     * @throws ConnectorException of category REFUSED if something is wanted that the venue does not
     *     tell, such as the public trades of a MetaTrader terminal
     */
    Subscription subscribe(Wanted wanted, Listener listener);

    @Override
    void close();

    /**
     * What a subscription is for; quotes always.
     *
     * @param bars how long the bars last that are wanted as well; null for none
     */
    record Wanted(
            Set<InstrumentId> instruments, @Nullable Timeframe bars, PublicTrades publicTrades) {
        public Wanted {
            instruments = Set.copyOf(instruments);
        }

        /** Quotes, and nothing else. */
        public static Wanted quotes(Set<InstrumentId> instruments) {
            return new Wanted(instruments, null, PublicTrades.LEFT_OUT);
        }

        /** The same, and closed bars. */
        public Wanted withBars(Timeframe timeframe) {
            return new Wanted(instruments, timeframe, publicTrades);
        }

        /** The same, and what trades there, whoever trades it. */
        public Wanted withPublicTrades() {
            return new Wanted(instruments, bars, PublicTrades.TOLD);
        }
    }

    /** Whether public trades are told. */
    enum PublicTrades {
        TOLD,
        LEFT_OUT
    }

    /** Where market data goes. Called from any thread; must return soon. */
    interface Listener {
        void onTicker(Ticker ticker);

        /**
         * A bar that is closed, each once and in order; none is left out without {@link #onGap}
         * having been told.
         */
        void onBar(InstrumentId instrument, Bar bar);

        /**
         * A trade of a market, each once and in the order of time, none from before the
         * subscription; none is left out without {@link #onGap} having been told. Told only where
         * public trades are wanted.
         */
        default void onTrade(PublicTrade trade) {}

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
            Instant at) {
        private static final BigDecimal HALF = new BigDecimal("0.5");

        /** The last price; where none is told, the middle of the spread. Above 0, or empty. */
        public Optional<BigDecimal> price() {
            BigDecimal told = last == null ? middle() : last;
            return Optional.ofNullable(told).filter(price -> price.signum() > 0);
        }

        private @Nullable BigDecimal middle() {
            return bid == null || ask == null ? null : bid.add(ask).multiply(HALF);
        }
    }

    /**
     * Something has traded, whoever traded it. Some venues tell what one order took at one price as
     * one trade.
     *
     * @param id the venue's name for it, unique in its market; empty where the venue gives it none
     * @param quantity of the base asset, or in contracts
     * @param taker the side of the order that did not wait; null if the venue does not say
     */
    record PublicTrade(
            InstrumentId instrument,
            String id,
            BigDecimal price,
            BigDecimal quantity,
            @Nullable Side taker,
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
