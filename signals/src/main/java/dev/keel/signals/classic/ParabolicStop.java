package dev.keel.signals.classic;

import dev.keel.core.market.Bar;
import dev.keel.signals.indicator.BarKernel;

/**
 * Wilder's parabolic stop and reverse: a stop that follows the extreme of the move, the faster the
 * longer it lasts, and changes sides when a bar touches it.
 *
 * <pre>
 * next stop = stop + af (extreme - stop), not beyond the lows (highs) of the last two bars
 * af        = step at a turn, a step more with each new extreme, at most the limit
 * touched   : the stop becomes the extreme, not within the last two bars, and the side changes
 * </pre>
 *
 * <p>Start, as in TA-Lib: with the second bar, falling if its low fell by more than its high rose.
 * Until then the value is the low. Both agree from the second bar on. Two that started at different
 * bars are the same once both have turned at the same bar; {@link #warmUpBars()} is 100, which is
 * enough as a rule and no promise.
 *
 * <p>Reference: J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978; TA-Lib 0.4.0,
 * SAR, for the start.
 */
public final class ParabolicStop extends BarKernel {
    private static final int WARM_UP_BARS = 100;

    private final double step;
    private final double limit;
    private boolean rising;
    private double stop;
    private double nextStop;
    private double extreme;
    private double acceleration;
    private double high;
    private double low;

    /**
     * Creates a stop at its start.
     *
     * @param step of the acceleration; Wilder's is 0.02
     * @param limit of the acceleration, at least the step; Wilder's is 0.2
     */
    public ParabolicStop(double step, double limit) {
        super(WARM_UP_BARS);
        this.step = step;
        this.limit = Math.max(step, limit);
        acceleration = step;
    }

    @Override
    protected void next(Bar bar) {
        double newHigh = bar.highValue();
        double newLow = bar.lowValue();
        if (bars() == 0) {
            stop = newLow;
        } else {
            if (bars() == 1) {
                start(newHigh, newLow);
            }
            if (rising ? newLow <= nextStop : newHigh >= nextStop) {
                turn(newHigh, newLow);
            } else {
                follow(newHigh, newLow);
            }
        }
        high = newHigh;
        low = newLow;
    }

    private void start(double newHigh, double newLow) {
        double fall = low - newLow;
        rising = !(fall > 0 && newHigh - high < fall);
        extreme = rising ? newHigh : newLow;
        nextStop = rising ? low : high;
        high = newHigh;
        low = newLow;
    }

    private void turn(double newHigh, double newLow) {
        rising = !rising;
        stop = outside(extreme, newHigh, newLow);
        acceleration = step;
        extreme = rising ? newHigh : newLow;
        nextStop = outside(stop + acceleration * (extreme - stop), newHigh, newLow);
    }

    private void follow(double newHigh, double newLow) {
        stop = nextStop;
        if (rising ? newHigh > extreme : newLow < extreme) {
            extreme = rising ? newHigh : newLow;
            acceleration = Math.min(limit, acceleration + step);
        }
        nextStop = outside(stop + acceleration * (extreme - stop), newHigh, newLow);
    }

    /** Below the last two bars in a rise, above them in a fall. */
    private double outside(double price, double newHigh, double newLow) {
        return rising
                ? Math.min(price, Math.min(low, newLow))
                : Math.max(price, Math.max(high, newHigh));
    }

    @Override
    public double output(int index) {
        return index == 0 ? stop : side();
    }

    /** 1 while the stop lies below a rise, -1 above a fall, 0 before the second bar. */
    private int side() {
        if (bars() < 2) {
            return 0;
        }
        return rising ? 1 : -1;
    }
}
