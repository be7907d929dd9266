package dev.keel.signals.ehlers.oscillator;

import dev.keel.signals.ehlers.filter.HannFilter;
import dev.keel.signals.indicator.Ratio;
import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.Window;

/**
 * Ehlers' relative strength index with Hann windowing: from -1 to 1, smooth without a further
 * average.
 *
 * <pre>
 * d = x - x[1],  w(k) = 1 - cos(2 pi k / (n + 1)),  k = 1 the newest ... n
 * y = sum of w d / sum of w |d|
 * </pre>
 *
 * <p>An update takes time in proportion to the length: it is a weighted sum over the window. Start:
 * the moves there are, 0 at the first bar.
 *
 * <p>Reference: John F. Ehlers, "(Yet Another) Improved RSI", Technical Analysis of Stocks and
 * Commodities, January 2022.
 */
public final class Rsih extends StreamingKernel {
    private final double[] weights;
    private final Window moves;
    private double before;
    private boolean started;

    /**
     * Creates an index at its start.
     *
     * @param length n, 2 to 1,000; Ehlers' is 14
     * @throws IllegalArgumentException if it is out of range
     */
    public Rsih(int length) {
        super((int) requireWithin("length", length, 2, 1_000) + 1);
        weights = HannFilter.weights(length);
        moves = new Window(length);
    }

    @Override
    public double next(double input) {
        moves.add(started ? input - before : 0);
        started = true;
        before = input;
        double net = 0;
        double all = 0;
        for (int k = 0; k < weights.length; k++) {
            double part = weights[k] * moves.get(k);
            net += part;
            all += Math.abs(part);
        }
        return Ratio.orZero(net, all);
    }
}
