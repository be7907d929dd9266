package dev.keel.signals.ehlers.cycle;

import dev.keel.signals.ehlers.filter.HighPass1;
import dev.keel.signals.ehlers.filter.SuperSmoother;
import dev.keel.signals.indicator.Ratio;
import dev.keel.signals.indicator.StreamingKernel;

/**
 * Ehlers' even better sinewave: the smoothed price without its longer trend, by its own power over
 * three bars, so that it stays near -1 and 1 while a trend lasts.
 *
 * <pre>
 * al = (1 - sin(2 pi / duration)) / cos(2 pi / duration)
 * h  = (1 + al)/2 (x - x[1]) + al h[1],  f = SuperSmoother(period) of h
 * y  = mean of f, f[1], f[2] by the root of the mean of their squares
 * </pre>
 *
 * <p>Start: from zero; 0 while nothing moves. {@link #warmUpBars()} is the sum of the parts'.
 *
 * <p>Reference: John F. Ehlers, "Cycle Analytics for Traders", Wiley, 2013, chapter 12.
 */
public final class EvenBetterSinewave extends StreamingKernel {
    private final HighPass1 highPass;
    private final SuperSmoother smoother;
    private double filtered1;
    private double filtered2;

    /**
     * Creates a wave at its start.
     *
     * @param duration the longest cycle in bars that counts, 5 to 10,000; Ehlers' is 40
     * @param period of the smoother in bars, 2 to 10,000; Ehlers' is 10
     * @throws IllegalArgumentException if a number is out of range
     */
    public EvenBetterSinewave(double duration, double period) {
        this(
                new HighPass1(requireWithin("duration", duration, 5, 10_000)),
                new SuperSmoother(period));
    }

    private EvenBetterSinewave(HighPass1 highPass, SuperSmoother smoother) {
        super(highPass.warmUpBars() + smoother.warmUpBars() + 2);
        this.highPass = highPass;
        this.smoother = smoother;
    }

    @Override
    public double next(double input) {
        double filtered = smoother.next(highPass.next(input));
        double wave = (filtered + filtered1 + filtered2) / 3;
        double power = (filtered * filtered + filtered1 * filtered1 + filtered2 * filtered2) / 3;
        filtered2 = filtered1;
        filtered1 = filtered;
        return Math.clamp(Ratio.orZero(wave, Math.sqrt(power)), -1, 1);
    }
}
