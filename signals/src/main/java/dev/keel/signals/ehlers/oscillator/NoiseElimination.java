package dev.keel.signals.ehlers.oscillator;

import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.Window;

/**
 * Ehlers' noise elimination technology: Kendall's rank correlation of the last values of {@link
 * MyRsi} with time, from -1 to 1.
 *
 * <pre>
 * y = sum over all pairs of sign(newer - older) / (n (n - 1) / 2)
 * </pre>
 *
 * <p>An update takes time in proportion to the length: only the pairs of the value that comes and
 * of the one that leaves are counted. Start: before the first value all were zero.
 *
 * <p>Reference: John F. Ehlers, "Noise Elimination Technology", Technical Analysis of Stocks and
 * Commodities, December 2020.
 */
public final class NoiseElimination extends StreamingKernel {
    private final MyRsi strength;
    private final Window values;
    private final int length;
    private int concordance;

    /**
     * Creates a measurement at its start.
     *
     * @param rsiLength of MyRSI, 1 to 10,000; Ehlers' is 14
     * @param length n, 2 to 1,000; Ehlers' is 14
     * @throws IllegalArgumentException if a number is out of range
     */
    public NoiseElimination(int rsiLength, int length) {
        super(rsiLength + 1 + (int) requireWithin("length", length, 2, 1_000));
        strength = new MyRsi(rsiLength);
        values = new Window(length);
        this.length = length;
    }

    @Override
    public double next(double input) {
        double newest = strength.next(input);
        double oldest = values.get(length - 1);
        for (int k = 0; k < length - 1; k++) {
            double kept = values.get(k);
            concordance += sign(newest - kept) - sign(kept - oldest);
        }
        values.add(newest);
        return concordance / (0.5 * length * (length - 1));
    }

    private static int sign(double difference) {
        return (int) Math.signum(difference);
    }
}
