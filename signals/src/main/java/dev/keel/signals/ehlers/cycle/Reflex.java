package dev.keel.signals.ehlers.cycle;

import dev.keel.signals.ehlers.filter.SuperSmoother;
import dev.keel.signals.indicator.Ratio;
import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.Window;
import dev.keel.signals.indicator.WindowMoments;

/**
 * Ehlers' Reflex and Trendflex: how far the smoothed price lies from the last bars, seen from a
 * straight line through the window (Reflex, for cycles) or from now (Trendflex, for trends), by its
 * usual size.
 *
 * <pre>
 * f      = SuperSmoother(period / 2) of x
 * slope  = (f[period] - f) / period for Reflex, 0 for Trendflex
 * sum    = mean over k = 1 .. period of (f + k slope - f[k])
 * ms     = .04 sum^2 + .96 ms[1]
 * y      = sum / sqrt(ms)
 * </pre>
 *
 * <p>The mean is kept as a running one, so an update takes constant time. Start: 0 until there are
 * period bars to compare with. {@link #warmUpBars()} is that of the smoother, the period, and where
 * 1 % of a wrong mean square remains.
 *
 * <p>Reference: John F. Ehlers, "Reflex: A New Zero-Lag Indicator", Technical Analysis of Stocks
 * and Commodities, February 2020.
 */
public final class Reflex extends StreamingKernel {
    private static final double NEW_WEIGHT = 0.04;
    private static final int BARS_TO_SETTLE = 113;

    private enum Kind {
        REFLEX,
        TRENDFLEX
    }

    private final Kind kind;
    private final int period;
    private final SuperSmoother smoother;
    private final Window past;
    private final WindowMoments moments;
    private double meanSquare;

    private Reflex(Kind kind, int period) {
        this(kind, period, new SuperSmoother(requireWithin("period", period, 4, 10_000) / 2));
    }

    private Reflex(Kind kind, int period, SuperSmoother smoother) {
        super(smoother.warmUpBars() + period + BARS_TO_SETTLE);
        this.kind = kind;
        this.period = period;
        this.smoother = smoother;
        past = new Window(period);
        moments = new WindowMoments(period);
    }

    /**
     * Creates a Reflex at its start.
     *
     * @param period in bars, 4 to 10,000; Ehlers' is 20
     * @throws IllegalArgumentException if it is out of range
     */
    public static Reflex reflex(int period) {
        return new Reflex(Kind.REFLEX, period);
    }

    /**
     * Creates a Trendflex at its start.
     *
     * @param period in bars, 4 to 10,000; Ehlers' is 20
     * @throws IllegalArgumentException if it is out of range
     */
    public static Reflex trendflex(int period) {
        return new Reflex(Kind.TRENDFLEX, period);
    }

    @Override
    public double next(double input) {
        double now = smoother.next(input);
        double sum = moments.isFull() ? now - moments.mean() + lean(now) : 0;
        meanSquare = NEW_WEIGHT * sum * sum + (1 - NEW_WEIGHT) * meanSquare;
        past.add(now);
        moments.add(now);
        return Ratio.orZero(sum, Math.sqrt(meanSquare));
    }

    /** The mean of k slope over the window. */
    private double lean(double now) {
        return switch (kind) {
            case REFLEX -> (past.get(period - 1) - now) / period * (period + 1) / 2;
            case TRENDFLEX -> 0;
        };
    }
}
