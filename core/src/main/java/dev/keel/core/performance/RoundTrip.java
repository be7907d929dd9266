package dev.keel.core.performance;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.position.PositionSide;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A position from the fill that opened it to the fill that left nothing of it, or to now. Exact.
 *
 * @param side LONG or SHORT
 * @param entry the fills that made the position greater, together
 * @param exit the fills that made it smaller, together; null if there was none
 * @param open what is still held; zero once the round trip is closed
 * @param fees paid on all its fills, rebates subtracted
 * @param pnl profit or loss after fees; of an open one, what is still held counts at its last
 *     price, without the fee that closing it would cost
 */
public record RoundTrip(
        Instrument instrument,
        PositionSide side,
        Leg entry,
        @Nullable Leg exit,
        Quantity open,
        Money fees,
        Money pnl) {

    public RoundTrip {
        if (side == PositionSide.FLAT) {
            throw new IllegalArgumentException("side must be LONG or SHORT, was FLAT");
        }
    }

    /**
     * One way of a round trip.
     *
     * @param first when its first fill happened
     * @param last when its last fill happened
     * @param price the fill's price, or the average of several rounded half-even to 18 decimals
     * @param notional price x quantity x contract size, summed over the fills
     */
    public record Leg(
            Instant first, Instant last, Quantity quantity, Price price, Money notional) {}

    public boolean isClosed() {
        return open.isZero();
    }

    /** When the position was opened. */
    public Instant entryTime() {
        return entry.first;
    }

    /** When nothing was left of the position; empty while it is open. */
    public Optional<Instant> exitTime() {
        return exit == null || !isClosed() ? Optional.empty() : Optional.of(exit.last);
    }

    /** The average price of all exits; empty while the position is open. */
    public Optional<Price> exitPrice() {
        return exit == null || !isClosed() ? Optional.empty() : Optional.of(exit.price);
    }

    /** How long the position was held; empty while it is open. */
    public Optional<Duration> holdingTime() {
        return exitTime().map(exited -> Duration.between(entryTime(), exited));
    }

    /** What was bought and sold together: the notional of entry and exit. */
    public Money traded() {
        return exit == null ? entry.notional : entry.notional.plus(exit.notional);
    }
}
