package dev.keel.signals.ehlers.oscillator;

import dev.keel.signals.ehlers.filter.HighPass;
import dev.keel.signals.ehlers.filter.Settling;
import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.Window;

/**
 * Ehlers' recursive median filter, which a single wild price does not move, and the oscillator made
 * of it.
 *
 * <pre>
 * w          = 2 pi / lowPassPeriod,  al = (cos w + sin w - 1) / cos w
 * median     = al (median of the last 5 x) + (1 - al) median[1]
 * oscillator = HighPass(highPassPeriod) of median
 * </pre>
 *
 * <p>{@link #value()} is the median filter. Start: at the first price, as if it had always been so.
 *
 * <p>Reference: John F. Ehlers, "Recursive Median Filters", Technical Analysis of Stocks and
 * Commodities, March 2018.
 */
public final class RecursiveMedian extends StreamingKernel {
    private static final int TAPS = 5;

    private final double alpha;
    private final HighPass highPass;
    private final Window window = new Window(TAPS);
    private final double[] sorted = new double[TAPS];
    private double median;
    private double oscillator;
    private boolean started;

    /**
     * Creates a filter at its start.
     *
     * @param lowPassPeriod 5 to 10,000; Ehlers' is 12
     * @param highPassPeriod 3 to 10,000; Ehlers' is 30
     * @throws IllegalArgumentException if a period is out of range
     */
    public RecursiveMedian(double lowPassPeriod, double highPassPeriod) {
        this(
                pole(requireWithin("lowPassPeriod", lowPassPeriod, 5, 10_000)),
                new HighPass(requireWithin("highPassPeriod", highPassPeriod, 3, 10_000)));
    }

    private RecursiveMedian(double pole, HighPass highPass) {
        super(TAPS + Settling.ofPole(pole) + highPass.warmUpBars());
        alpha = 1 - pole;
        this.highPass = highPass;
    }

    @Override
    public double next(double input) {
        if (!started) {
            started = true;
            window.fill(input);
            median = input;
        }
        window.add(input);
        median = alpha * middle() + (1 - alpha) * median;
        oscillator = highPass.next(median);
        return median;
    }

    /** What of the median filter is left without its longer cycles; in price units. */
    public double oscillator() {
        return oscillator;
    }

    private double middle() {
        for (int k = 0; k < TAPS; k++) {
            double value = window.get(k);
            int place = k;
            while (place > 0 && sorted[place - 1] > value) {
                sorted[place] = sorted[place - 1];
                place--;
            }
            sorted[place] = value;
        }
        return sorted[TAPS / 2];
    }

    private static double pole(double period) {
        double angle = 2 * Math.PI / period;
        return (1 - Math.sin(angle)) / Math.cos(angle);
    }
}
