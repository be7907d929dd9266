package dev.keel.signals.ehlers.filter;

import dev.keel.signals.indicator.Ratio;

/**
 * Ehlers' automatic gain control: an oscillator by its own slowly falling peak, so within -1 to 1.
 *
 * <pre>
 * peak = max(decay peak[1], |x|)
 * y    = x / peak,  0 while the peak is
 * </pre>
 *
 * <p>Reference: John F. Ehlers, "Cycle Analytics for Traders", Wiley, 2013, chapter 5.
 */
public final class AutomaticGain {
    private final double decay;
    private double peak;

    /**
     * Creates a gain without a peak.
     *
     * @param decay what of the peak is left a bar later, above 0 to 1; Ehlers' is 0.991
     */
    public AutomaticGain(double decay) {
        this.decay = decay;
    }

    /** Takes the next number and returns it as a share of the peak. */
    public double next(double input) {
        peak = Math.max(decay * peak, Math.abs(input));
        return Ratio.orZero(input, peak);
    }

    /** The bars until a peak that is gone has fallen to a tenth. */
    public static int warmUpBars(double decay) {
        return decay >= 1 ? 1 : (int) Math.ceil(Math.log(0.1) / Math.log(decay));
    }
}
