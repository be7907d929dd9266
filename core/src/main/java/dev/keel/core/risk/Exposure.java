package dev.keel.core.risk;

import dev.keel.core.money.Money;
import dev.keel.core.money.Quantity;
import java.util.Optional;

/**
 * What an account has at stake, worst case, before the order that is judged. Answered on demand,
 * since most limits are not set and figures cost time.
 */
public interface Exposure {
    /** Cash plus the value of all positions at the latest prices. */
    Money equity();

    /** Cash that no working order needs. */
    Money freeCash();

    /**
     * Notional of all positions and of all working orders that add to them, at the latest prices.
     */
    Money gross();

    /**
     * Quantity of the order's instrument on the order's side: the position, if it lies that way,
     * and working orders.
     */
    Quantity sameSide();

    /** Instruments held or about to be held, the order's own aside. */
    int otherPositions();

    Optional<EquityMarks> marks();
}
