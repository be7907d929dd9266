package dev.keel.signals.ehlers.cycle;

import dev.keel.signals.indicator.StreamingKernel;

/**
 * Ehlers' MESA adaptive moving average, and the following one: an exponential average that moves
 * fast when the phase of the dominant cycle hardly advances, which is when a trend breaks away, and
 * slowly otherwise.
 *
 * <pre>
 * dphase = phase[1] - phase in degrees, at least 1           (see {@link HilbertHomodyne})
 * al     = fastLimit / dphase, at least slowLimit
 * mama   = al x + (1 - al) mama[1]
 * fama   = al/2 mama + (1 - al/2) fama[1]
 * </pre>
 *
 * <p>{@link #value()} is the MAMA. {@link #warmUpBars()} is 33 for averages that start at the
 * price: TA-Lib answers first at bar 32, counted from zero. From zero it is 182.
 *
 * <p>Start: the averages begin to move at bar 12. The constructors start them from zero as TA-Lib
 * does, and agree with it from bar 32 on. That zero wears off slowly: where the slow limit rules
 * all the time (the worst case, usual limits) it still has a weight of 5 % in MAMA and 39 % in FAMA
 * at bar 32, and 1 % in FAMA at bar 181. Whoever compares the two early uses {@link
 * #startingAtPrice}, which differs in nothing but that start and has no such bias.
 *
 * <p>Reference: John F. Ehlers, "MESA Adaptive Moving Averages", Technical Analysis of Stocks and
 * Commodities, September 2001; TA-Lib 0.4.0, MAMA, for the start.
 */
public final class Mama extends StreamingKernel {

    private static final double USUAL_FAST_LIMIT = 0.5;
    private static final double USUAL_SLOW_LIMIT = 0.05;
    private static final double LEAST_LIMIT = 0.01;
    private static final double MOST_LIMIT = 0.99;

    private static final int IDLE_BARS = 12;
    private static final int WARM_UP_BARS = 33;
    private static final int WARM_UP_BARS_FROM_ZERO = 182;

    private enum Start {
        ZERO,
        PRICE
    }

    private final HilbertHomodyne homodyne = new HilbertHomodyne(IDLE_BARS);
    private final double fastLimit;
    private final double slowLimit;
    private final Start start;
    private double mama;
    private double fama;
    private double phaseDegrees;

    /** Creates the averages at their start, from zero, with Ehlers' limits: 0.5 and 0.05. */
    public Mama() {
        this(USUAL_FAST_LIMIT, USUAL_SLOW_LIMIT);
    }

    /**
     * Creates the averages at their start, from zero.
     *
     * @param fastLimit the largest weight of a new price, 0.01 to 0.99
     * @param slowLimit the smallest weight of a new price, 0.01 to the largest
     * @throws IllegalArgumentException if a limit is out of range
     */
    public Mama(double fastLimit, double slowLimit) {
        this(fastLimit, slowLimit, Start.ZERO);
    }

    private Mama(double fastLimit, double slowLimit, Start start) {
        super(start == Start.PRICE ? WARM_UP_BARS : WARM_UP_BARS_FROM_ZERO);
        this.fastLimit = requireWithin("fastLimit", fastLimit, LEAST_LIMIT, MOST_LIMIT);
        this.slowLimit = requireWithin("slowLimit", slowLimit, LEAST_LIMIT, fastLimit);
        this.start = start;
    }

    /**
     * Creates the averages such that they start from the price of bar 11 and equal the price until
     * then.
     *
     * @param fastLimit the largest weight of a new price, 0.01 to 0.99
     * @param slowLimit the smallest weight of a new price, 0.01 to the largest
     * @throws IllegalArgumentException if a limit is out of range
     */
    public static Mama startingAtPrice(double fastLimit, double slowLimit) {
        return new Mama(fastLimit, slowLimit, Start.PRICE);
    }

    @Override
    public double next(double input) {
        if (homodyne.update(input)) {
            move(input);
        } else if (start == Start.PRICE) {
            mama = input;
            fama = input;
        }
        return mama;
    }

    private void move(double input) {
        double previousPhase = phaseDegrees;
        phaseDegrees = homodyne.phaseDegrees();
        double phaseAdvance = Math.max(previousPhase - phaseDegrees, 1);
        double alpha = Math.max(fastLimit / phaseAdvance, slowLimit);
        mama = alpha * input + (1 - alpha) * mama;
        fama = alpha / 2 * mama + (1 - alpha / 2) * fama;
    }

    /** Returns the adaptive average; zero until it moves, unless it starts at the price. */
    public double mama() {
        return mama;
    }

    /** Returns the following average; zero until it moves, unless it starts at the price. */
    public double fama() {
        return fama;
    }

    /**
     * Returns the period of the dominant cycle in bars, as TA-Lib's HT_DCPERIOD: at most 50, zero
     * until it is measured.
     */
    public double dominantCyclePeriod() {
        return homodyne.smoothPeriod();
    }

    /** Returns the phase of the dominant cycle in degrees, -90 to 90; zero until it is measured. */
    public double phaseDegrees() {
        return phaseDegrees;
    }
}
