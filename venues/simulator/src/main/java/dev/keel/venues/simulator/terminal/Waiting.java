package dev.keel.venues.simulator.terminal;

import dev.keel.core.order.Side;
import java.math.BigDecimal;

/** A pending order. */
final class Waiting {
    final long ticket;
    final String symbol;
    final Side side;
    final String kind;
    final BigDecimal volume;
    final BigDecimal price;
    final BigDecimal limit;
    final Held.Mark mark;
    final long at;
    final long expires;
    BigDecimal left;
    boolean isTriggered;

    Waiting(
            long ticket,
            String symbol,
            Side side,
            String kind,
            BigDecimal volume,
            BigDecimal price,
            BigDecimal limit,
            Held.Mark mark,
            long at,
            long expires) {
        this.ticket = ticket;
        this.symbol = symbol;
        this.side = side;
        this.kind = kind;
        this.volume = volume;
        this.left = volume;
        this.price = price;
        this.limit = limit;
        this.mark = mark;
        this.at = at;
        this.expires = expires;
    }

    /** Whether the market has come to it. */
    boolean isReached(BigDecimal bid, BigDecimal ask) {
        BigDecimal market = side == Side.BUY ? ask : bid;
        int direction = side == Side.BUY ? 1 : -1;
        int beyond = market.compareTo(price) * direction;
        return switch (kind) {
            case "limit" -> beyond <= 0;
            case "stop" -> beyond >= 0;
            default -> {
                isTriggered = isTriggered || beyond >= 0;
                yield isTriggered && market.compareTo(limit) * direction <= 0;
            }
        };
    }
}
