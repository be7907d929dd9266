package dev.keel.signals.ehlers.oscillator;

import dev.keel.signals.ehlers.filter.AutomaticGain;
import dev.keel.signals.ehlers.filter.SuperSmoother;
import dev.keel.signals.indicator.StreamingKernel;

/**
 * Ehlers' universal oscillator: the whitened price, smoothed and by its own peak, from -1 to 1.
 *
 * <pre>
 * f = SuperSmoother(period) of (x - x[2]) / 2
 * y = f / max(.991 peak[1], |f|)
 * </pre>
 *
 * <p>Start: from zero. {@link #warmUpBars()} is that of the smoother, and where a peak that is gone
 * has fallen to a tenth.
 *
 * <p>Reference: John F. Ehlers, "Whiter Is Brighter", Technical Analysis of Stocks and Commodities,
 * January 2015.
 */
public final class UniversalOscillator extends StreamingKernel {
    private static final double DECAY = 0.991;

    private final SuperSmoother smoother;
    private final AutomaticGain gain = new AutomaticGain(DECAY);
    private double input1;
    private double input2;
    private boolean started;

    /**
     * Creates an oscillator at its start.
     *
     * @param period the shortest cycle in bars that counts, 2 to 10,000; Ehlers' is 20
     * @throws IllegalArgumentException if it is out of range
     */
    public UniversalOscillator(double period) {
        this(new SuperSmoother(period));
    }

    private UniversalOscillator(SuperSmoother smoother) {
        super(smoother.warmUpBars() + AutomaticGain.warmUpBars(DECAY));
        this.smoother = smoother;
    }

    @Override
    public double next(double input) {
        if (!started) {
            started = true;
            input1 = input;
            input2 = input;
        }
        double white = (input - input2) / 2;
        input2 = input1;
        input1 = input;
        return gain.next(smoother.next(white));
    }
}
