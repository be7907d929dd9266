package dev.keel.signals.ehlers.oscillator;

import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.WindowRange;

/**
 * Ehlers' Fisher transform of where the price lies in its range: makes turns sharp.
 *
 * <pre>
 * place = (x - lowest of n) / (highest of n - lowest of n) - .5
 * TASC:        v = .33 x 2 place + .67 v[1], within -.999 .. .999
 *              y = .5 ln((1 + v) / (1 - v)) + .5 y[1]
 * Cybernetic:  v = .5 x 2 place + .5 v[1], within -.999 .. .999
 *              y = .25 ln((1 + v) / (1 - v)) + .5 y[1]
 * trigger      = y[1]
 * </pre>
 *
 * <p>Start: from zero; a price without a range is in its middle. The bound keeps the value within
 * -7.6 .. 7.6, and half of that in the second form. {@link #warmUpBars()} is the window, and where
 * about 1 % of a wrong start remains.
 *
 * <p>Reference: John F. Ehlers, "Using the Fisher Transform", Technical Analysis of Stocks and
 * Commodities, November 2002; "Cybernetic Analysis for Stocks and Futures", Wiley, 2004, chapter 1.
 */
public final class FisherTransform extends StreamingKernel {
    private static final double BOUND = 0.999;
    private static final int BARS_TO_SETTLE = 17;

    /** The two forms that Ehlers published. */
    public enum Form {
        TASC_2002(0.33, 0.67, 0.5),
        CYBERNETIC_2004(0.5, 0.5, 0.25);

        private final double placeWeight;
        private final double memory;
        private final double scale;

        Form(double placeWeight, double memory, double scale) {
            this.placeWeight = placeWeight;
            this.memory = memory;
            this.scale = scale;
        }
    }

    private final Form form;
    private final WindowRange range;
    private double bounded;
    private double value;
    private double trigger;

    /**
     * Creates a transform at its start.
     *
     * @param length n, 2 to 10,000; Ehlers' is 10
     * @throws IllegalArgumentException if it is out of range
     */
    public FisherTransform(int length, Form form) {
        super((int) requireWithin("length", length, 2, 10_000) + BARS_TO_SETTLE);
        this.form = form;
        range = new WindowRange(length);
    }

    @Override
    public double next(double input) {
        trigger = value;
        range.add(input);
        double place = 2 * (range.place(input) - 0.5);
        bounded = Math.clamp(form.placeWeight * place + form.memory * bounded, -BOUND, BOUND);
        value = form.scale * Math.log((1 + bounded) / (1 - bounded)) + 0.5 * value;
        return value;
    }

    /** The value of the bar before. */
    public double trigger() {
        return trigger;
    }
}
