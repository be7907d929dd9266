package dev.keel.signals.ehlers.oscillator;

import dev.keel.signals.indicator.Ratio;
import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.WindowMoments;

/**
 * Ehlers' MyRSI: the strength index from -1 to 1 over plain sums.
 *
 * <pre>
 * d = x - x[1]
 * y = sum over n of d / sum over n of |d|
 * </pre>
 *
 * <p>Start: the moves there are, 0 while there is none. Settled after n + 1 bars.
 *
 * <p>Reference: John F. Ehlers, "RSI, A Better Way", Technical Analysis of Stocks and Commodities,
 * May 2018.
 */
public final class MyRsi extends StreamingKernel {
    private final WindowMoments net;
    private final WindowMoments all;
    private double before;
    private boolean started;

    /**
     * Creates an index at its start.
     *
     * @param length n, 1 to 10,000; Ehlers' is 14
     * @throws IllegalArgumentException if it is out of range
     */
    public MyRsi(int length) {
        super((int) requireWithin("length", length, 1, 10_000) + 1);
        net = new WindowMoments(length);
        all = new WindowMoments(length);
    }

    @Override
    public double next(double input) {
        double move = started ? input - before : 0;
        started = true;
        before = input;
        net.add(move);
        all.add(Math.abs(move));
        return Math.clamp(Ratio.orZero(net.sum(), all.sum()), -1, 1);
    }
}
