package dev.keel.core.statistics;

/** The standard normal distribution: mean 0, deviation 1. */
public final class NormalDistribution {
    private static final double ROOT_OF_TWO_PI = 2.5066282746310002;

    /** Beyond it the continued fraction takes fewer terms than the series loses digits. */
    private static final double TAIL = 3;

    private static final int FRACTION_TERMS = 80;

    private static final double CENTRE = 0.425;
    private static final double CENTRE_SQUARED = 0.180625;
    private static final double FAR = 5;

    private static final double[] CENTRE_NUMERATOR = {
        3.3871328727963665,
        133.14166789178438,
        1971.5909503065513,
        13731.69376550946,
        45921.95393154987,
        67265.7709270087,
        33430.57558358813,
        2509.0809287301227
    };
    private static final double[] CENTRE_DENOMINATOR = {
        1,
        42.31333070160091,
        687.1870074920579,
        5394.196021424751,
        21213.794301586597,
        39307.89580009271,
        28729.085735721943,
        5226.495278852854
    };
    private static final double[] NEAR_NUMERATOR = {
        1.4234371107496835,
        4.630337846156546,
        5.769497221460691,
        3.6478483247632045,
        1.2704582524523684,
        0.2417807251774506,
        0.022723844989269184,
        0.0007745450142783414
    };
    private static final double[] NEAR_DENOMINATOR = {
        1,
        2.053191626637759,
        1.6763848301838038,
        0.6897673349851,
        0.14810397642748008,
        0.015198666563616457,
        0.0005475938084995345,
        1.0507500716444169e-9
    };
    private static final double[] FAR_NUMERATOR = {
        6.657904643501103,
        5.463784911164114,
        1.7848265399172913,
        0.29656057182850487,
        0.026532189526576124,
        0.0012426609473880784,
        2.7115555687434876e-5,
        2.0103343992922881e-7
    };
    private static final double[] FAR_DENOMINATOR = {
        1,
        0.599832206555888,
        0.1369298809227358,
        0.014875361290850615,
        0.0007868691311456133,
        1.8463183175100548e-5,
        1.421511758316446e-7,
        2.0442631033899397e-15
    };

    private NormalDistribution() {}

    /**
     * The probability of a value at or below {@code x}.
     *
     * <p>Within three deviations {@code 1/2 + f(x) (x + x^3/3 + x^5/(3 5) + x^7/(3 5 7) + ...)}
     * with the density f; beyond them the tail {@code f(x) / (x + 1/(x + 2/(x + 3/(x + ...))))}.
     * The relative error is below 1e-13 down to where probabilities are no longer normal doubles.
     *
     * <p>Reference: G. Marsaglia, "Evaluating the Normal Distribution", Journal of Statistical
     * Software 11(4) (2004), for the series; M. Abramowitz, I. A. Stegun, "Handbook of Mathematical
     * Functions" (1964), 26.2.14, for the continued fraction.
     */
    public static double cdf(double x) {
        if (Double.isNaN(x)) {
            throw new IllegalArgumentException("x must be a number, was NaN");
        }
        if (x < -TAIL) {
            return tail(-x);
        }
        return x > TAIL ? 1 - tail(x) : 0.5 + density(x) * series(x);
    }

    /**
     * The value that is not exceeded with a probability: the inverse of {@link #cdf}.
     *
     * <p>Rational functions of three ranges; accurate to about 1 in 10^16. The coefficients are the
     * doubles nearest to those of the reference.
     *
     * <p>Reference: M. J. Wichura, "Algorithm AS 241: The Percentage Points of the Normal
     * Distribution", Applied Statistics 37(3) (1988), routine PPND16.
     *
     * @param probability 0 to 1; at 0 and 1 the answer is infinite
     */
    public static double quantile(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be 0 to 1, was " + probability);
        }
        if (probability == 0 || probability == 1) {
            return probability == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double fromCentre = probability - 0.5;
        if (Math.abs(fromCentre) <= CENTRE) {
            double r = CENTRE_SQUARED - fromCentre * fromCentre;
            return fromCentre * ratio(CENTRE_NUMERATOR, CENTRE_DENOMINATOR, r);
        }
        double r = Math.sqrt(-StrictMath.log(Math.min(probability, 1 - probability)));
        double size =
                r <= FAR
                        ? ratio(NEAR_NUMERATOR, NEAR_DENOMINATOR, r - 1.6)
                        : ratio(FAR_NUMERATOR, FAR_DENOMINATOR, r - FAR);
        return fromCentre < 0 ? -size : size;
    }

    /** The density {@code exp(-x^2 / 2) / sqrt(2 pi)}. */
    public static double density(double x) {
        return StrictMath.exp(-x * x / 2) / ROOT_OF_TWO_PI;
    }

    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int odd = 3; Math.abs(term) > Math.abs(sum) * 1e-18; odd += 2) {
            term *= x * x / odd;
            sum += term;
        }
        return sum;
    }

    private static double tail(double x) {
        double fraction = x;
        for (int k = FRACTION_TERMS; k > 0; k--) {
            fraction = x + k / fraction;
        }
        return Double.isInfinite(x) ? 0 : density(x) / fraction;
    }

    private static double ratio(double[] numerator, double[] denominator, double x) {
        return polynomial(numerator, x) / polynomial(denominator, x);
    }

    private static double polynomial(double[] coefficients, double x) {
        double value = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            value = value * x + coefficients[i];
        }
        return value;
    }
}
