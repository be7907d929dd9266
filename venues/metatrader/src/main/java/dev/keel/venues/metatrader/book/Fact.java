package dev.keel.venues.metatrader.book;

import dev.keel.core.order.Side;
import dev.keel.core.venue.Movement;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueTrade;
import dev.keel.venues.metatrader.mailbox.Row;
import java.math.BigDecimal;
import java.util.Locale;

/** Something that happened on the account, once. Times are true milliseconds since 1970, UTC. */
public sealed interface Fact {
    /** By which it is known again. */
    String key();

    Row row();

    /**
     * @param coid our order; 0 for none of ours
     * @param fee in the account's currency; above 0 is paid
     * @param profit what the broker booked for it, fees aside
     */
    record Traded(
            String id,
            long coid,
            String order,
            String symbol,
            Side side,
            BigDecimal price,
            BigDecimal volume,
            BigDecimal fee,
            BigDecimal profit,
            long at,
            VenueTrade.Cause cause)
            implements Fact {
        @Override
        public String key() {
            return "t" + id;
        }

        @Override
        public Row row() {
            return Row.part("traded")
                    .with("id", id)
                    .with("coid", coid)
                    .with("order", order)
                    .with("symbol", symbol)
                    .with("side", side.name())
                    .with("price", price)
                    .with("volume", volume)
                    .with("fee", fee)
                    .with("profit", profit)
                    .with("at", at)
                    .with("cause", cause.name());
        }
    }

    /** The end of an order of ours. */
    record Ended(
            long coid,
            String order,
            String symbol,
            Side side,
            BigDecimal volume,
            BigDecimal filled,
            VenueOrder.State state,
            String words)
            implements Fact {
        @Override
        public String key() {
            return "e" + coid;
        }

        @Override
        public Row row() {
            return Row.part("ended")
                    .with("coid", coid)
                    .with("order", order)
                    .with("symbol", symbol)
                    .with("side", side.name())
                    .with("volume", volume)
                    .with("filled", filled)
                    .with("state", state.name())
                    .with("words", words);
        }
    }

    /**
     * @param symbol empty if it was for none
     */
    record Moved(String id, Movement.Kind kind, BigDecimal amount, String symbol, long at)
            implements Fact {
        @Override
        public String key() {
            return "m" + id;
        }

        @Override
        public Row row() {
            return Row.part("moved")
                    .with("id", id)
                    .with("kind", kind.name())
                    .with("amount", amount)
                    .with("symbol", symbol)
                    .with("at", at);
        }
    }

    /** Reads a fact that {@link #row} wrote. */
    static Fact of(Row row) {
        return switch (row.kind()) {
            case "traded" ->
                    new Traded(
                            row.text("id"),
                            row.number("coid"),
                            row.text("order"),
                            row.text("symbol"),
                            Side.valueOf(row.text("side")),
                            row.decimal("price"),
                            row.decimal("volume"),
                            row.decimal("fee"),
                            row.decimal("profit"),
                            row.number("at"),
                            VenueTrade.Cause.valueOf(row.text("cause")));
            case "ended" ->
                    new Ended(
                            row.number("coid"),
                            row.text("order"),
                            row.text("symbol"),
                            Side.valueOf(row.text("side")),
                            row.decimal("volume"),
                            row.decimal("filled"),
                            VenueOrder.State.valueOf(row.text("state")),
                            row.text("words"));
            case "moved" ->
                    new Moved(
                            row.text("id"),
                            Movement.Kind.valueOf(row.text("kind")),
                            row.decimal("amount"),
                            row.text("symbol"),
                            row.number("at"));
            default -> throw new IllegalArgumentException("unknown fact " + row.kind());
        };
    }

    /** The side that a row names. */
    static Side side(Row row) {
        return Side.valueOf(row.text("side").toUpperCase(Locale.ROOT));
    }
}
