package dev.keel.signals.ehlers.cycle;

import dev.keel.signals.ehlers.filter.RoofingFilter;
import dev.keel.signals.indicator.Ratio;
import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.Window;

/**
 * Ehlers' autocorrelation periodogram: the period of the dominant cycle, as the centre of the power
 * that the correlations of the roofed price with its own past hold.
 *
 * <pre>
 * f      = RoofingFilter(48, 10) of x
 * r(lag) = corr of f[0 .. M-1] and f[lag .. lag+M-1], lag = 0 .. 48; M = average, or lag if 0
 * co, si = sums over n = 3 .. 48 of r(n) cos(2 pi n / p) and r(n) sin(2 pi n / p), p = 10 .. 48
 * R(p)   = .2 (co^2 + si^2)^2 + .8 R(p)[1]
 * top    = max(.995 top[1], R(p) over all p),  pwr(p) = R(p) / top
 * period = sum of p pwr(p) by sum of pwr(p), over pwr(p) &gt;= .5
 * </pre>
 *
 * <p>An update takes some thousand operations: it is a spectrum over a window. Where no power
 * reaches one half, the period stays as it was; it is 0 until the longest lag has a bar to spare.
 * {@link #warmUpBars()} is that of the roofing filter, the window, and 300 bars for the peak power
 * to forget.
 *
 * <p>Reference: John F. Ehlers, "Cycle Analytics for Traders", Wiley, 2013, chapter 8.
 */
public final class AutocorrelationPeriodogram extends StreamingKernel {
    private static final int SHORTEST = 10;
    private static final int LONGEST = 48;
    private static final int FIRST_LAG = 3;
    private static final double NEW_WEIGHT = 0.2;
    private static final double TOP_DECAY = 0.995;
    private static final double ENOUGH_POWER = 0.5;
    private static final int BARS_TO_SETTLE = 300;
    private static final double[][] COSINES = waves(true);
    private static final double[][] SINES = waves(false);

    private final int average;
    private final RoofingFilter roofing;
    private final Window window = new Window(2 * LONGEST);
    private final int bars;
    private final double[] correlations = new double[LONGEST + 1];
    private final double[] spectrum = new double[LONGEST + 1];
    private double top;
    private double period;

    /**
     * Creates a measurement at its start.
     *
     * @param average the bars that are compared, 2 to 48, Ehlers' is 3; or 0 for as many as they
     *     are apart
     * @throws IllegalArgumentException if it is out of range
     */
    public AutocorrelationPeriodogram(int average) {
        this(average, new RoofingFilter(LONGEST, SHORTEST));
    }

    private AutocorrelationPeriodogram(int average, RoofingFilter roofing) {
        super(roofing.warmUpBars() + 2 * LONGEST + BARS_TO_SETTLE);
        this.average = (int) requireWithin("average", average, 0, LONGEST);
        bars = LONGEST + (average == 0 ? LONGEST : average) + 1;
        this.roofing = roofing;
    }

    @Override
    public double next(double input) {
        window.add(roofing.next(input));
        if (window.size() < bars) {
            return period;
        }
        for (int lag = FIRST_LAG; lag <= LONGEST; lag++) {
            correlations[lag] = correlation(lag, average == 0 ? lag : average);
        }
        top *= TOP_DECAY;
        for (int candidate = SHORTEST; candidate <= LONGEST; candidate++) {
            double power = power(candidate);
            spectrum[candidate] =
                    NEW_WEIGHT * power * power + (1 - NEW_WEIGHT) * spectrum[candidate];
            top = Math.max(top, spectrum[candidate]);
        }
        period = centre();
        return period;
    }

    private double correlation(int lag, int length) {
        double sumX = 0;
        double sumY = 0;
        double sumXx = 0;
        double sumYy = 0;
        double sumXy = 0;
        for (int k = 0; k < length; k++) {
            double x = window.get(k);
            double y = window.get(lag + k);
            sumX += x;
            sumY += y;
            sumXx += x * x;
            sumYy += y * y;
            sumXy += x * y;
        }
        double spreadX = length * sumXx - sumX * sumX;
        double spreadY = length * sumYy - sumY * sumY;
        boolean moves = spreadX > 0 && spreadY > 0;
        return moves
                ? Math.clamp(
                        Ratio.orZero(
                                length * sumXy - sumX * sumY,
                                Math.sqrt(spreadX) * Math.sqrt(spreadY)),
                        -1,
                        1)
                : 0;
    }

    private double power(int candidate) {
        double cosinePart = 0;
        double sinePart = 0;
        for (int lag = FIRST_LAG; lag <= LONGEST; lag++) {
            cosinePart += correlations[lag] * COSINES[candidate][lag];
            sinePart += correlations[lag] * SINES[candidate][lag];
        }
        return cosinePart * cosinePart + sinePart * sinePart;
    }

    private double centre() {
        double weighted = 0;
        double sum = 0;
        for (int candidate = SHORTEST; candidate <= LONGEST; candidate++) {
            double share = Ratio.orZero(spectrum[candidate], top);
            if (share >= ENOUGH_POWER) {
                weighted += candidate * share;
                sum += share;
            }
        }
        return sum > 0 ? weighted / sum : period;
    }

    private static double[][] waves(boolean cosine) {
        double[][] waves = new double[LONGEST + 1][LONGEST + 1];
        for (int candidate = SHORTEST; candidate <= LONGEST; candidate++) {
            for (int lag = FIRST_LAG; lag <= LONGEST; lag++) {
                double angle = 2 * Math.PI * lag / candidate;
                waves[candidate][lag] = cosine ? Math.cos(angle) : Math.sin(angle);
            }
        }
        return waves;
    }
}
