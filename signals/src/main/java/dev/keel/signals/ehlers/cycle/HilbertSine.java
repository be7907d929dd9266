package dev.keel.signals.ehlers.cycle;

import dev.keel.signals.indicator.Ratio;
import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.Window;
import java.util.function.DoubleUnaryOperator;

/**
 * What follows from the measured cycle: its phase, the sinewave indicator, the trendline without
 * the cycle, and whether the market trends or cycles.
 *
 * <pre>
 * DC        = int(smoothPeriod + .5)                          (see {@link HilbertHomodyne})
 * real      = sum over k = 0 .. DC-1 of sin(360 k / DC) s[k],  imag likewise with cos
 * phase     = atan(real / imag) + 90 + 360 / smoothPeriod, + 180 if imag &lt; 0, - 360 if &gt; 315
 * sine      = sin(phase),  lead = sin(phase + 45)
 * mean      = mean of x over DC bars
 * trendline = (4 mean + 3 mean[1] + 2 mean[2] + mean[3]) / 10
 * mode      = 0 for half a cycle after sine and lead crossed, and while the phase advances by .67
 *             to 1.5 times 360 / smoothPeriod; but 1 where |s - trendline| &gt;= 1.5 % of the
 *             trendline; else 1
 * </pre>
 *
 * <p>An update takes time in proportion to the period, at most 50. {@link #value()} is the sine.
 * Start, as in TA-Lib's HT_DCPHASE, HT_SINE, HT_TRENDLINE and HT_TRENDMODE: 37 idle bars, then from
 * zero; TA-Lib answers first at bar 63, counted from zero. {@link #warmUpBars()} is 150: until then
 * the feedback of the period remembers the start, and the phase can be a quarter of a cycle off.
 *
 * <p>Reference: John F. Ehlers, "Rocket Science for Traders", Wiley, 2001, chapters 9 to 11.
 */
public final class HilbertSine extends StreamingKernel {
    private static final int IDLE_BARS = 37;
    private static final int WARM_UP_BARS = 150;
    private static final int LONGEST_PERIOD = 50;
    private static final double FAR_FROM_TRENDLINE = 0.015;
    private static final double[][] SINES = table(Math::sin);
    private static final double[][] COSINES = table(Math::cos);

    private final HilbertHomodyne homodyne = new HilbertHomodyne(IDLE_BARS);
    private final Window prices = new Window(LONGEST_PERIOD);
    private final Window smoothed = new Window(LONGEST_PERIOD);
    private double phase;
    private double sine;
    private double lead;
    private double mean1;
    private double mean2;
    private double mean3;
    private double trendline;
    private int barsSinceCross;
    private boolean trending;

    /** Creates the measurement at its start. */
    public HilbertSine() {
        super(WARM_UP_BARS);
    }

    @Override
    public double next(double input) {
        prices.add(input);
        if (homodyne.update(input)) {
            smoothed.add(homodyne.smoothedPrice());
            double period = homodyne.smoothPeriod();
            int whole = Math.clamp((int) (period + 0.5), 0, LONGEST_PERIOD);
            double before = phase;
            double sineBefore = sine;
            double leadBefore = lead;
            phase = phase(whole, period);
            sine = Math.sin(Math.toRadians(phase));
            lead = Math.sin(Math.toRadians(phase + 45));
            trendline = trendline(whole);
            boolean crossed =
                    (sine > lead && sineBefore <= leadBefore)
                            || (sine < lead && sineBefore >= leadBefore);
            trending = mode(period, crossed, phase - before);
        }
        return sine;
    }

    private double phase(int whole, double period) {
        double real = 0;
        double imaginary = 0;
        for (int k = 0; k < whole; k++) {
            double price = smoothed.get(k);
            real += SINES[whole][k] * price;
            imaginary += COSINES[whole][k] * price;
        }
        double angle = phase;
        if (imaginary != 0) {
            angle = Math.toDegrees(Math.atan(real / imaginary));
        } else if (real != 0) {
            angle += real < 0 ? -90 : 90;
        }
        angle += 90 + 360 / period + (imaginary < 0 ? 180 : 0);
        return angle > 315 ? angle - 360 : angle;
    }

    private double trendline(int whole) {
        double sum = 0;
        for (int k = 0; k < whole; k++) {
            sum += prices.get(k);
        }
        double mean = whole > 0 ? sum / whole : sum;
        double line = (4 * mean + 3 * mean1 + 2 * mean2 + mean3) / 10;
        mean3 = mean2;
        mean2 = mean1;
        mean1 = mean;
        return line;
    }

    private boolean mode(double period, boolean crossed, double advance) {
        barsSinceCross = crossed ? 1 : barsSinceCross + 1;
        double distance = homodyne.smoothedPrice() - trendline;
        if (trendline != 0 && Math.abs(Ratio.orZero(distance, trendline)) >= FAR_FROM_TRENDLINE) {
            return true;
        }
        double expected = 360 / period;
        boolean cycling = advance > 0.67 * expected && advance < 1.5 * expected;
        return !crossed && barsSinceCross >= 0.5 * period && !cycling;
    }

    /** The phase of the cycle in degrees, at most 315; TA-Lib's HT_DCPHASE. */
    public double phaseDegrees() {
        return phase;
    }

    public double sine() {
        return sine;
    }

    /** The sine 45 degrees ahead; crosses the sine shortly before the cycle turns. */
    public double leadSine() {
        return lead;
    }

    /** The price without its cycle, in price units. */
    public double trendline() {
        return trendline;
    }

    /** Whether the market trends, 1, or cycles, 0. */
    public boolean isTrending() {
        return trending;
    }

    /** The period of the dominant cycle in bars, by the later start; zero until it is measured. */
    public double dominantCyclePeriod() {
        return homodyne.smoothPeriod();
    }

    private static double[][] table(DoubleUnaryOperator function) {
        double[][] table = new double[LONGEST_PERIOD + 1][];
        for (int period = 0; period <= LONGEST_PERIOD; period++) {
            table[period] = new double[period];
            for (int k = 0; k < period; k++) {
                double angle = 2 * Math.PI * k / period;
                table[period][k] = function.applyAsDouble(angle);
            }
        }
        return table;
    }
}
