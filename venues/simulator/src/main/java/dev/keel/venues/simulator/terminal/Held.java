package dev.keel.venues.simulator.terminal;

import dev.keel.core.order.Side;
import java.math.BigDecimal;

/** An open position, or in MetaTrader 4 an open ticket. */
final class Held {
    final long ticket;
    final String symbol;
    final Side side;
    final BigDecimal price;
    final long magic;
    final long at;
    BigDecimal volume;
    BigDecimal stop = BigDecimal.ZERO;
    BigDecimal target = BigDecimal.ZERO;
    String comment;

    Held(
            long ticket,
            String symbol,
            Side side,
            BigDecimal volume,
            BigDecimal price,
            Mark mark,
            long at) {
        this.ticket = ticket;
        this.symbol = symbol;
        this.side = side;
        this.volume = volume;
        this.price = price;
        this.magic = mark.magic();
        this.comment = mark.comment();
        this.at = at;
    }

    /**
     * What a request carries besides its terms.
     *
     * @param reason {@code expert}, {@code client}, {@code sl}, {@code tp} or {@code so}
     */
    record Mark(long magic, String comment, String reason) {
        static final Mark BY_HAND = new Mark(0, "", "client");

        Mark with(String newReason) {
            return new Mark(magic, comment, newReason);
        }
    }
}
