package dev.keel.signals.ehlers.cycle;

import dev.keel.signals.indicator.Ratio;
import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.Window;

/**
 * Ehlers' correlation cycle: how alike the last bars and a cosine and a negative sine of a fixed
 * period are, and the phase angle that the two make.
 *
 * <pre>
 * R     = corr(x[k], cos(2 pi k / period)),  I = corr(x[k], -sin(2 pi k / period)),
 *         k = 0 .. period-1
 * angle = 90 + atan(R / I) in degrees, - 180 if I &gt; 0; where it would fall by less than 270 it
 *         stays as it was
 * state = 0 if the angle changed by 9 degrees or more, else 1 for an angle from 0 on, -1 below
 * </pre>
 *
 * <p>An update takes time in proportion to the period: it is two sums over the window. {@link
 * #value()} is the angle. Start: the bars there are; the correlations are settled where the window
 * is full, the angle, which remembers where it was, as a rule after four periods.
 *
 * <p>Reference: John F. Ehlers, "Correlation As A Cycle Indicator", Technical Analysis of Stocks
 * and Commodities, June 2020.
 */
public final class CorrelationCycle extends StreamingKernel {
    private static final double STEADY_DEGREES = 9;
    private static final double WRAP_DEGREES = 270;

    private final double[] cosines;
    private final double[] sines;
    private final Window window;
    private double real;
    private double imaginary;
    private double angle;
    private double change;

    /**
     * Creates a measurement at its start.
     *
     * @param period in bars, 4 to 1,000; Ehlers' is 20
     * @throws IllegalArgumentException if it is out of range
     */
    public CorrelationCycle(int period) {
        super(4 * (int) requireWithin("period", period, 4, 1_000));
        cosines = new double[period];
        sines = new double[period];
        for (int k = 0; k < period; k++) {
            cosines[k] = Math.cos(2 * Math.PI * k / period);
            sines[k] = -Math.sin(2 * Math.PI * k / period);
        }
        window = new Window(period);
    }

    @Override
    public double next(double input) {
        window.add(input);
        real = correlation(cosines);
        imaginary = correlation(sines);
        double before = angle;
        double measured =
                imaginary == 0 ? before : 90 + Math.toDegrees(Math.atan(real / imaginary));
        if (imaginary > 0) {
            measured -= 180;
        }
        boolean backwards = measured < before && before - measured < WRAP_DEGREES;
        angle = backwards ? before : measured;
        change = angle - before;
        return angle;
    }

    /** The correlation with the cosine, -1 to 1. */
    public double real() {
        return real;
    }

    /** The correlation with the negative sine, -1 to 1. */
    public double imaginary() {
        return imaginary;
    }

    /** Which way the market trends, 1 or -1; 0 where it cycles. */
    public int state() {
        if (Math.abs(change) >= STEADY_DEGREES) {
            return 0;
        }
        return angle >= 0 ? 1 : -1;
    }

    private double correlation(double[] wave) {
        int size = window.size();
        double inputMean = 0;
        double waveMean = 0;
        for (int k = 0; k < size; k++) {
            inputMean += window.get(k);
            waveMean += wave[k];
        }
        inputMean /= size;
        waveMean /= size;
        double inputSquares = 0;
        double waveSquares = 0;
        double products = 0;
        for (int k = 0; k < size; k++) {
            double inputPart = window.get(k) - inputMean;
            double wavePart = wave[k] - waveMean;
            inputSquares += inputPart * inputPart;
            waveSquares += wavePart * wavePart;
            products += inputPart * wavePart;
        }
        return Math.clamp(
                Ratio.orZero(products, Math.sqrt(inputSquares) * Math.sqrt(waveSquares)), -1, 1);
    }
}
