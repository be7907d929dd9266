package dev.keel.signals.ehlers.oscillator;

import dev.keel.signals.ehlers.cycle.HilbertHomodyne;
import dev.keel.signals.ehlers.filter.RoofingFilter;
import dev.keel.signals.ehlers.filter.SuperSmoother;
import dev.keel.signals.indicator.Ratio;
import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.Window;

/**
 * Ehlers' adaptive stochastic and adaptive strength index: those of the roofed price over as many
 * bars as the dominant cycle has, or half as many.
 *
 * <pre>
 * f          = RoofingFilter(48, 10) of x
 * n          = smoothPeriod of the stochastic, half of it of the index, rounded, at least 3
 * stochastic = (f - lowest of n) / (highest of n - lowest of n)
 * index      = sum of the rises of f over n bars by the sum of all its moves
 * y          = SuperSmoother(10) of the one or the other
 * </pre>
 *
 * <p>An update takes time in proportion to the period, at most 50. Start: that of the parts, .5
 * where nothing moves.
 *
 * <p>Reference: John F. Ehlers, "Cycle Analytics for Traders", Wiley, 2013, chapter 11. Deviation:
 * the period is that of the homodyne discriminator (see {@link HilbertHomodyne}), which costs a
 * hundredth of the autocorrelation periodogram that he takes.
 */
public final class AdaptiveRoofed extends StreamingKernel {
    private static final int LONGEST_PERIOD = 50;
    private static final int SHORTEST_WINDOW = 3;
    private static final int IDLE_BARS = 12;
    private static final int PERIOD_WARM_UP = 100;

    private enum Kind {
        STOCHASTIC,
        STRENGTH
    }

    private final Kind kind;
    private final HilbertHomodyne homodyne = new HilbertHomodyne(IDLE_BARS);
    private final RoofingFilter roofing = new RoofingFilter();
    private final SuperSmoother smoother = new SuperSmoother(10);
    private final Window roofed = new Window(LONGEST_PERIOD + 1);

    private AdaptiveRoofed(Kind kind) {
        super(PERIOD_WARM_UP + LONGEST_PERIOD);
        this.kind = kind;
    }

    /** Creates an adaptive stochastic at its start. */
    public static AdaptiveRoofed stochastic() {
        return new AdaptiveRoofed(Kind.STOCHASTIC);
    }

    /** Creates an adaptive strength index at its start. */
    public static AdaptiveRoofed strength() {
        return new AdaptiveRoofed(Kind.STRENGTH);
    }

    @Override
    public double next(double input) {
        homodyne.update(input);
        roofed.add(roofing.next(input));
        return smoother.next(
                switch (kind) {
                    case STOCHASTIC -> place(length(1));
                    case STRENGTH -> riseShare(length(0.5));
                });
    }

    /** The period that the window follows, in bars; zero until it is measured. */
    public double dominantCyclePeriod() {
        return homodyne.smoothPeriod();
    }

    private int length(double share) {
        return Math.clamp(
                Math.round(share * homodyne.smoothPeriod()), SHORTEST_WINDOW, LONGEST_PERIOD);
    }

    private double place(int length) {
        double lowest = roofed.get(0);
        double highest = lowest;
        for (int k = 1; k < length; k++) {
            lowest = Math.min(lowest, roofed.get(k));
            highest = Math.max(highest, roofed.get(k));
        }
        return Ratio.or(0.5, roofed.get(0) - lowest, highest - lowest);
    }

    private double riseShare(int length) {
        double rises = 0;
        double moves = 0;
        for (int k = 0; k < length; k++) {
            double move = roofed.get(k) - roofed.get(k + 1);
            rises += Math.max(move, 0);
            moves += Math.abs(move);
        }
        return Ratio.or(0.5, rises, moves);
    }
}
