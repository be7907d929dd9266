package dev.keel.signals.ehlers.filter;

import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.Window;

/**
 * A weighted average of the last bars whose weights rise and fall as a Hann window, which leaves
 * next to nothing of the cycles shorter than the length.
 *
 * <pre>
 * w(k) = 1 - cos(2 pi k / (length + 1)),  k = 1 the newest ... length
 * y    = sum w(k) x[k - 1] / sum w(k)
 * </pre>
 *
 * <p>An update takes time in proportion to the length: it is a weighted sum over the window. Start:
 * the average of the bars there are. Settled exactly once the window is full.
 *
 * <p>Reference: John F. Ehlers, "Windowing", Technical Analysis of Stocks and Commodities,
 * September 2021.
 */
public final class HannFilter extends StreamingKernel {
    static final int LONGEST = 1_000;

    private final double[] weights;
    private final Window window;

    /**
     * Creates a filter at its start.
     *
     * @param length the bars it averages, 1 to 1,000
     * @throws IllegalArgumentException if the length is out of range
     */
    public HannFilter(int length) {
        super((int) requireWithin("length", length, 1, LONGEST));
        weights = weights(length);
        window = new Window(length);
    }

    @Override
    public double next(double input) {
        window.add(input);
        double sum = 0;
        double weight = 0;
        for (int k = 0; k < window.size(); k++) {
            sum += weights[k] * window.get(k);
            weight += weights[k];
        }
        return sum / weight;
    }

    /** The weights of a Hann window, the newest bar's first, not normalised. */
    public static double[] weights(int length) {
        double[] weights = new double[length];
        for (int k = 0; k < length; k++) {
            weights[k] = 1 - Math.cos(2 * Math.PI * (k + 1) / (length + 1));
        }
        return weights;
    }
}
