package dev.keel.venues.simulator.book;

import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an order asks for.
 *
 * @param clientId empty if the request had none
 * @param price null for a market order
 * @param trigger null if it works at once
 * @param wire what else the request said, by the wire's own names
 */
public record OrderTerms(
        String clientId,
        Market market,
        Side side,
        BigDecimal quantity,
        @Nullable BigDecimal price,
        @Nullable Trigger trigger,
        Manner manner,
        Map<String, String> wire) {
    public OrderTerms {
        wire = Collections.unmodifiableMap(new TreeMap<>(wire));
    }

    /** What it waits for. */
    public sealed interface Trigger {
        /** The market reaches a price, from above or from below. */
        record At(BigDecimal price, Way way) implements Trigger {}

        /**
         * The market turns by a fraction from its best price since.
         *
         * @param best the best price so far; null before the first
         */
        record Trailing(BigDecimal fraction, @Nullable BigDecimal best) implements Trigger {}
    }

    /** Which way the market goes to reach a price. */
    public enum Way {
        RISES,
        FALLS
    }

    /**
     * How it may be carried out.
     *
     * @param leg which side of a hedged position it is for
     */
    public record Manner(Lifetime lifetime, Leg leg, boolean reduceOnly) {
        public static final Manner PLAIN = new Manner(Lifetime.GTC, Leg.BOTH, false);
    }

    /** How long it works. */
    public enum Lifetime {
        GTC,
        IOC,
        FOK,
        POST_ONLY
    }

    /** A side of a position in hedge mode; {@code BOTH} in one-way mode. */
    public enum Leg {
        BOTH,
        LONG,
        SHORT
    }

    public boolean isMarket() {
        return price == null;
    }

    /** What it is worth at most, for what has to be put by. */
    BigDecimal limitOr(BigDecimal market) {
        if (price != null) {
            return price;
        }
        return trigger instanceof Trigger.At(BigDecimal at, Way way) ? at : market;
    }

    OrderTerms with(@Nullable Trigger next) {
        return new OrderTerms(clientId, market, side, quantity, price, next, manner, wire);
    }
}
