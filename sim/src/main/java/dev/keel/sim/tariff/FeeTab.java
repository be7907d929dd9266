package dev.keel.sim.tariff;

import dev.keel.core.money.Money;
import java.math.BigDecimal;

/**
 * What one order has come to cost so far: its fills share the minimum. Used by one thread at a
 * time.
 */
public final class FeeTab {
    private Money byRate;
    private Money charged;

    /** The tab of an order whose fills have cost this much; zero for a new one. */
    public FeeTab(Money soFar) {
        this.byRate = soFar;
        this.charged = soFar;
    }

    /**
     * Adds a fill, and says what it costs: what the order costs with it, less what was charged
     * before. So a minimum is paid with the first fill, and later ones are free until it is used
     * up.
     */
    public Money add(Money fee, BigDecimal minimum) {
        byRate = byRate.plus(fee);
        Money least = new Money(fee.asset(), minimum);
        Money due = minimum.signum() > 0 && least.isGreaterThan(byRate) ? least : byRate;
        Money now = due.minus(charged);
        charged = due;
        return now;
    }
}
