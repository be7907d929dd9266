package dev.keel.sim.tariff;

import dev.keel.core.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What an account has traded within 30 days, the fills of this moment not among them. Used by one
 * thread at a time.
 */
public final class TradedVolume {
    private static final Duration WINDOW = Duration.ofDays(30);

    private final Deque<Traded> fills = new ArrayDeque<>();
    private BigDecimal sum = BigDecimal.ZERO;

    private record Traded(Instant at, BigDecimal notional) {}

    /** The notional of the fills that are less than 30 days old. */
    public BigDecimal at(Instant now) {
        Instant oldest = now.minus(WINDOW);
        Traded first;
        while ((first = fills.peekFirst()) != null && !first.at.isAfter(oldest)) {
            sum = sum.subtract(first.notional);
            fills.removeFirst();
        }
        return sum;
    }

    /** Adds a fill; fills come by time. */
    public void add(Instant at, Money notional) {
        fills.addLast(new Traded(at, notional.amount()));
        sum = sum.add(notional.amount());
    }
}
