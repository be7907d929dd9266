package dev.keel.signals.classic;

import dev.keel.signals.indicator.Ratio;
import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.Window;

/**
 * By how many percent the price changed over some bars.
 *
 * <pre>
 * y = 100 (x / x[period] - 1)
 * </pre>
 *
 * <p>Start: 0 until there is a bar to compare with; 0 where that was 0.
 *
 * <p>Reference: TA-Lib 0.4.0, ROC.
 */
public final class RateOfChange extends StreamingKernel {
    private final Window window;

    /**
     * Creates a rate at its start.
     *
     * @param period 1 to 10,000
     * @throws IllegalArgumentException if it is out of range
     */
    public RateOfChange(int period) {
        super((int) requireWithin("period", period, 1, 10_000) + 1);
        window = new Window(period);
    }

    @Override
    public double next(double input) {
        double old = window.isFull() ? window.get(window.length() - 1) : input;
        window.add(input);
        return 100 * Ratio.orZero(input - old, old);
    }
}
