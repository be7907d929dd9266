package dev.keel.signals.astro.bradley;

import dev.keel.signals.astro.ephemeris.Angles;
import dev.keel.signals.astro.ephemeris.Body;
import dev.keel.signals.astro.ephemeris.Ephemeris;

/**
 * Computes Bradley's siderograph.
 *
 * <pre>
 * P = X (L + D) + M
 * L = sum of the valencies of the 10 pairs among Jupiter, Saturn, Uranus, Neptune, Pluto
 * M = sum of the valencies of the other 26 pairs of Sun, Mercury, Venus, Mars and those five
 * D = (declination of Venus + declination of Mars) / 2
 * </pre>
 *
 * <p>The valency of a pair is that of the aspect of 0, 60, 90, 120 or 180 degrees that it is within
 * 15 degrees of: 10 when exact, 7.5 at 5 degrees, 2.5 at 10, 0 at 15, on straight lines between;
 * positive for 60 and 120, negative for 90 and 180, for conjunctions as {@link ConjunctionSigns}
 * has it. Where two aspects reach the same separation, as 60 and 90 do at 75, both are 0 or summed.
 *
 * <p>Reference: Donald Bradley, "Stock Market Prediction", 1947, as reproduced in public programs.
 */
public final class Siderograph {
    /** X as it is usual; its admissible range is 1 to 5. */
    public static final double USUAL_FACTOR = 4;

    private static final int[] ANGLES = {0, 60, 90, 120, 180};
    private static final double ORB = 15;

    private final Ephemeris ephemeris;
    private final double factor;

    /**
     * Creates a siderograph.
     *
     * @param factor X, 1 to 5
     * @throws IllegalArgumentException if it is out of range
     */
    public Siderograph(Ephemeris ephemeris, double factor) {
        if (!(factor >= 1 && factor <= 5)) {
            throw new IllegalArgumentException("factor must be 1 to 5, was " + factor);
        }
        this.ephemeris = ephemeris;
        this.factor = factor;
    }

    /** Computes the components at a time, in the days of the ephemeris. */
    public SiderographValue at(double days) {
        double[] longitudes = new double[Body.COUNT];
        ephemeris.longitudes(days, longitudes);
        double slow = 0;
        double fast = 0;
        for (int i = 0; i < Body.COUNT; i++) {
            for (int j = i + 1; j < Body.COUNT; j++) {
                Body first = Body.of(i);
                Body second = Body.of(j);
                if (first == Body.MOON || second == Body.MOON) {
                    continue;
                }
                double valency = valency(first, second, longitudes[i], longitudes[j]);
                if (first.compareTo(Body.JUPITER) >= 0) {
                    slow += valency;
                } else {
                    fast += valency;
                }
            }
        }
        double declination =
                (ephemeris.declination(Body.VENUS, days) + ephemeris.declination(Body.MARS, days))
                        / 2;
        return new SiderographValue(slow, declination, fast, factor * (slow + declination) + fast);
    }

    private static double valency(Body first, Body second, double one, double other) {
        double separation = Angles.separation(one, other);
        double sum = 0;
        for (int angle : ANGLES) {
            double distance = Math.abs(separation - angle);
            if (distance < ORB) {
                sum += sign(first, second, angle) * valency(distance);
            }
        }
        return sum;
    }

    private static int sign(Body first, Body second, int angle) {
        return switch (angle) {
            case 0 -> ConjunctionSigns.of(first, second);
            case 60, 120 -> 1;
            default -> -1;
        };
    }

    /** From the distance to exact, 0 to 15 degrees. */
    static double valency(double distance) {
        if (distance <= 5) {
            return 10 - distance / 2;
        }
        return distance <= 10 ? 7.5 - (distance - 5) : 2.5 - (distance - 10) / 2;
    }
}
