package dev.keel.signals.ehlers.oscillator;

import dev.keel.signals.ehlers.cycle.CyberCycle;
import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.WindowRange;

/**
 * Ehlers' stochastic cyber cycle and stochastic centre of gravity: where the oscillator lies in its
 * own range, smoothed, from -1 to 1.
 *
 * <pre>
 * a       = (v - lowest of n) / (highest of n - lowest of n), .5 without a range
 * y       = 2 ((4 a + 3 a[1] + 2 a[2] + a[3]) / 10 - .5)
 * trigger = .96 (y[1] + .02)
 * </pre>
 *
 * <p>Start: in the middle. {@link #warmUpBars()} is that of the oscillator and the window.
 *
 * <p>Reference: John F. Ehlers, "Cybernetic Analysis for Stocks and Futures", Wiley, 2004, chapter
 * 8.
 */
public final class StochasticOf extends StreamingKernel {
    private static final double MIDDLE = 0.5;

    private final StreamingKernel oscillator;
    private final WindowRange range;
    private double place1 = MIDDLE;
    private double place2 = MIDDLE;
    private double place3 = MIDDLE;
    private double value;
    private double trigger;

    private StochasticOf(StreamingKernel oscillator, int length) {
        super(oscillator.warmUpBars() + length + 3);
        this.oscillator = oscillator;
        range = new WindowRange(length);
    }

    /**
     * Creates that of a cyber cycle.
     *
     * @param alpha of the cycle, 0.001 to 0.9; Ehlers' is 0.07
     * @param length n, 2 to 10,000; Ehlers' is 8
     * @throws IllegalArgumentException if a number is out of range
     */
    public static StochasticOf cyberCycle(double alpha, int length) {
        return new StochasticOf(
                new CyberCycle(alpha), (int) requireWithin("length", length, 2, 10_000));
    }

    /**
     * Creates that of a centre of gravity over as many bars as the range.
     *
     * @param length n, 2 to 10,000; Ehlers' is 8
     * @throws IllegalArgumentException if it is out of range
     */
    public static StochasticOf centerOfGravity(int length) {
        return new StochasticOf(new CenterOfGravity(length), length);
    }

    @Override
    public double next(double input) {
        double raw = oscillator.next(input);
        range.add(raw);
        double place = range.place(raw);
        trigger = 0.96 * (value + 0.02);
        value = 2 * ((4 * place + 3 * place1 + 2 * place2 + place3) / 10 - MIDDLE);
        place3 = place2;
        place2 = place1;
        place1 = place;
        return value;
    }

    /** The line to cross. */
    public double trigger() {
        return trigger;
    }
}
