package dev.keel.signals.ehlers.cycle;

/**
 * Ehlers' Hilbert transformer and homodyne discriminator: the measured phase and period of the
 * dominant cycle, shared by {@link Mama} and by every indicator that needs them.
 *
 * <pre>
 * s    = (4 x + 3 x[1] + 2 x[2] + x[3]) / 10
 * H(v) = (.0962 v + .5769 v[2] - .5769 v[4] - .0962 v[6]) (.075 period[1] + .54)
 * D    = H(s),  Q1 = H(D),  I1 = D[3],  jI = H(I1),  jQ = H(Q1)
 * I2   = .2 (I1 - jQ) + .8 I2[1],                      Q2 = .2 (Q1 + jI) + .8 Q2[1]
 * Re   = .2 (I2 I2[1] + Q2 Q2[1]) + .8 Re[1],          Im = .2 (I2 Q2[1] - Q2 I2[1]) + .8 Im[1]
 * p    = 360 / atan(Im / Re) in degrees, else period[1] where Re or Im is zero;
 *        limited to .67 to 1.5 times period[1], then to 6 to 50
 * period       = .2 p + .8 period[1]
 * smoothPeriod = .33 period + .67 smoothPeriod[1]
 * phase        = atan(Q1 / I1) in degrees, zero where I1 is
 * </pre>
 *
 * <p>Start, as in TA-Lib: the first {@code idleBars} inputs only fill the weighted average of the
 * price; then everything behind it starts from zero. TA-Lib leaves 12 bars idle for MAMA,
 * HT_DCPERIOD and HT_PHASOR, and 37 for HT_DCPHASE, HT_SINE, HT_TRENDLINE and HT_TRENDMODE; its
 * first answers are at bar 32 and 63.
 *
 * <p>Reference: John F. Ehlers, "Rocket Science for Traders", Wiley, 2001; the same, "MESA Adaptive
 * Moving Averages", Technical Analysis of Stocks and Commodities, September 2001. Deviation from
 * TA-Lib: the weighted average is computed afresh at each bar instead of by a running sum, which
 * drifts by rounding.
 */
public final class HilbertHomodyne {

    private static final double SHORTEST_PERIOD = 6;
    private static final double LONGEST_PERIOD = 50;

    private final int idleBars;
    private final Tap detrenderTap = new Tap();
    private final Tap quadratureTap = new Tap();
    private final Tap advancedInPhaseTap = new Tap();
    private final Tap advancedQuadratureTap = new Tap();

    private int idled;
    private double price1;
    private double price2;
    private double price3;
    private double smoothedPrice;
    private double detrender1;
    private double detrender2;
    private double detrender3;
    private double inPhase;
    private double quadrature;
    private double inPhase2;
    private double quadrature2;
    private double real;
    private double imaginary;
    private double period;
    private double smoothPeriod;

    /** Creates a discriminator at its start. */
    public HilbertHomodyne(int idleBars) {
        this.idleBars = idleBars;
    }

    /** Takes the next price and tells whether the transformer ran: not during the idle bars. */
    public boolean update(double price) {
        smoothedPrice = (4 * price + 3 * price1 + 2 * price2 + price3) / 10;
        price3 = price2;
        price2 = price1;
        price1 = price;
        if (idled < idleBars) {
            idled++;
            return false;
        }
        discriminate();
        return true;
    }

    private void discriminate() {
        double adjustment = 0.075 * period + 0.54;
        double detrender = detrenderTap.update(smoothedPrice) * adjustment;
        quadrature = quadratureTap.update(detrender) * adjustment;
        inPhase = detrender3;
        double advancedInPhase = advancedInPhaseTap.update(inPhase) * adjustment;
        double advancedQuadrature = advancedQuadratureTap.update(quadrature) * adjustment;
        detrender3 = detrender2;
        detrender2 = detrender1;
        detrender1 = detrender;

        double previousInPhase2 = inPhase2;
        double previousQuadrature2 = quadrature2;
        inPhase2 = 0.2 * (inPhase - advancedQuadrature) + 0.8 * previousInPhase2;
        quadrature2 = 0.2 * (quadrature + advancedInPhase) + 0.8 * previousQuadrature2;
        real = 0.2 * (inPhase2 * previousInPhase2 + quadrature2 * previousQuadrature2) + 0.8 * real;
        imaginary =
                0.2 * (inPhase2 * previousQuadrature2 - quadrature2 * previousInPhase2)
                        + 0.8 * imaginary;
        period = 0.2 * limited(rawPeriod()) + 0.8 * period;
        smoothPeriod = 0.33 * period + 0.67 * smoothPeriod;
    }

    private double rawPeriod() {
        if (real == 0 || imaginary == 0) {
            return period;
        }
        return 360 / Math.toDegrees(Math.atan(imaginary / real));
    }

    private double limited(double raw) {
        double nearPrevious = Math.max(Math.min(raw, 1.5 * period), 0.67 * period);
        return Math.clamp(nearPrevious, SHORTEST_PERIOD, LONGEST_PERIOD);
    }

    /** The price smoothed by the four-bar weighted average. */
    public double smoothedPrice() {
        return smoothedPrice;
    }

    public double inPhase() {
        return inPhase;
    }

    public double quadrature() {
        return quadrature;
    }

    /** The phase of the cycle in degrees, -90 to 90; zero before the transformer ran. */
    public double phaseDegrees() {
        return inPhase == 0 ? 0 : Math.toDegrees(Math.atan(quadrature / inPhase));
    }

    /** The period of the cycle in bars, smoothed twice; zero before the transformer ran. */
    public double smoothPeriod() {
        return smoothPeriod;
    }

    /** One Hilbert transformer without its adjustment: it keeps the last six inputs. */
    private static final class Tap {

        private static final double OUTER = 0.0962;
        private static final double INNER = 0.5769;

        private double input1;
        private double input2;
        private double input3;
        private double input4;
        private double input5;
        private double input6;

        double update(double input) {
            double output = OUTER * (input - input6) + INNER * (input2 - input4);
            input6 = input5;
            input5 = input4;
            input4 = input3;
            input3 = input2;
            input2 = input1;
            input1 = input;
            return output;
        }
    }
}
