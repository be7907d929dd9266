package dev.keel.signals.classic;

import dev.keel.signals.indicator.StreamingKernel;

/**
 * Appel's MACD: a fast exponential average less a slow one, and the average of that as a signal.
 *
 * <pre>
 * macd      = EMA(fast) of x - EMA(slow) of x
 * signal    = EMA(signal) of macd
 * histogram = macd - signal
 * </pre>
 *
 * <p>{@link #value()} is the macd. Start, as in TA-Lib: the fast average begins so much later that
 * both averages complete their first mean at the same bar; the signal begins with that bar. Before
 * it the macd is zero. {@link #warmUpBars()} is where about 1 % of the start remains in the slow
 * average and in the signal.
 *
 * <p>Reference: Gerald Appel, "The Moving Average Convergence Divergence Trading Method", 1979.
 */
public final class MovingAverageConvergence extends StreamingKernel {
    private final ExponentialAverage fast;
    private final ExponentialAverage slow;
    private final ExponentialAverage signal;
    private final int fastDelay;
    private int taken;
    private double macd;
    private double signalled;

    /**
     * Creates a MACD at its start.
     *
     * @param fastPeriod 1 to 10,000; Appel's is 12
     * @param slowPeriod the fast one to 10,000; Appel's is 26
     * @param signalPeriod 1 to 10,000; Appel's is 9
     * @throws IllegalArgumentException if a period is out of range
     */
    public MovingAverageConvergence(int fastPeriod, int slowPeriod, int signalPeriod) {
        this(
                new ExponentialAverage((int) requireWithin("fastPeriod", fastPeriod, 1, 10_000)),
                new ExponentialAverage(
                        (int) requireWithin("slowPeriod", slowPeriod, fastPeriod, 10_000)),
                new ExponentialAverage(
                        (int) requireWithin("signalPeriod", signalPeriod, 1, 10_000)),
                slowPeriod - fastPeriod);
    }

    private MovingAverageConvergence(
            ExponentialAverage fast,
            ExponentialAverage slow,
            ExponentialAverage signal,
            int fastDelay) {
        super(slow.warmUpBars() + signal.warmUpBars());
        this.fast = fast;
        this.slow = slow;
        this.signal = signal;
        this.fastDelay = fastDelay;
    }

    @Override
    public double next(double input) {
        double late = slow.next(input);
        if (taken < fastDelay) {
            taken++;
            return 0;
        }
        double quick = fast.next(input);
        if (slow.isSeeded()) {
            macd = quick - late;
            signalled = signal.next(macd);
        }
        return macd;
    }

    public double signal() {
        return signalled;
    }

    public double histogram() {
        return macd - signalled;
    }
}
