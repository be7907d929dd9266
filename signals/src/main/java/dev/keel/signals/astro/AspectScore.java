package dev.keel.signals.astro;

import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Reason.Figure;
import dev.keel.signals.astro.bradley.ConjunctionSigns;
import dev.keel.signals.astro.ephemeris.Angles;
import dev.keel.signals.astro.ephemeris.Body;
import dev.keel.signals.astro.event.AspectKind;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The tenor of the aspects in force.
 *
 * <pre>
 * score = tanh(sum over pairs of nature x strength x weight)
 * </pre>
 *
 * <p>The pairs are those of Sun, Mercury to Pluto. The nature of 60 and 120 degrees is 1, of 90 and
 * 180 it is -1, of a conjunction what {@link ConjunctionSigns} has; minor aspects have none. The
 * strength is that of {@link AspectKind#strength}. The weight follows the slower body, because what
 * lasts longer is said to weigh more: Mercury and Venus 0.2, Mars 0.4, Jupiter 0.6, Saturn 0.8, and
 * 1 for Uranus, Neptune and Pluto.
 */
final class AspectScore {
    private static final double[] WEIGHT_OF_SLOWER = {0.2, 0, 0.2, 0.2, 0.4, 0.6, 0.8, 1, 1, 1};

    /** The major aspect nearest to a separation of whole degrees; their orbs do not overlap. */
    private static final AspectKind[] NEAREST = nearest();

    private double sum;
    private double score;
    private double strongest;
    private Body strongestFirst = Body.SUN;
    private Body strongestSecond = Body.SUN;
    private AspectKind strongestKind = AspectKind.CONJUNCTION;
    private double strongestDistance;
    private Phase strongestPhase = Phase.SEPARATING;

    /** Computes it for an hour. */
    void update(SkyHour sky) {
        sum = 0;
        strongest = 0;
        for (int i = 0; i < Body.COUNT; i++) {
            for (int j = i + 1; j < Body.COUNT; j++) {
                if (Body.of(i) != Body.MOON && Body.of(j) != Body.MOON) {
                    add(sky, Body.of(i), Body.of(j));
                }
            }
        }
        score = Math.tanh(sum);
    }

    /** Returns the sum before it is bounded. */
    double sum() {
        return sum;
    }

    /** Returns the tenor, -1 to 1. */
    double score() {
        return score;
    }

    Reason reason() {
        Figure tenor = new Figure("score", score);
        if (strongest == 0) {
            return Reason.of("no major aspect is in force", tenor);
        }
        return Reason.of(
                "aspects, the strongest "
                        + strongestFirst.label()
                        + " "
                        + strongestKind.label()
                        + " "
                        + strongestSecond.label()
                        + (strongestPhase == Phase.APPLYING ? ", applying" : ", separating"),
                tenor,
                new Figure("degrees from exact", strongestDistance));
    }

    private void add(SkyHour sky, Body first, Body second) {
        double apart = Angles.signed(sky.longitude(first) - sky.longitude(second));
        double separation = Math.abs(apart);
        AspectKind kind = NEAREST[(int) separation];
        double strength = kind.strength(separation);
        if (strength > 0) {
            double part = strength * WEIGHT_OF_SLOWER[second.index()];
            sum += nature(kind, first, second) * part;
            if (part > strongest) {
                strongest = part;
                strongestFirst = first;
                strongestSecond = second;
                strongestKind = kind;
                strongestDistance = Math.abs(separation - kind.angle());
                double widening = Math.signum(apart) * (sky.speed(first) - sky.speed(second));
                strongestPhase = phase(separation - kind.angle(), widening);
            }
        }
    }

    /** Whether a distance from exact shrinks, given how fast the separation grows. */
    private static Phase phase(double fromExact, double widening) {
        return fromExact * widening < 0 ? Phase.APPLYING : Phase.SEPARATING;
    }

    private static AspectKind[] nearest() {
        AspectKind[] nearest = new AspectKind[181];
        for (int degree = 0; degree < nearest.length; degree++) {
            int separation = degree;
            nearest[degree] =
                    Arrays.stream(AspectKind.values())
                            .filter(AspectKind::isMajor)
                            .min(
                                    Comparator.comparingInt(
                                            kind -> Math.abs(separation - kind.angle())))
                            .orElseThrow();
        }
        return nearest;
    }

    static int nature(AspectKind kind, Body first, Body second) {
        return switch (kind.nature()) {
            case GOOD -> 1;
            case BAD -> -1;
            case BY_PAIR -> ConjunctionSigns.of(first, second);
            case NONE -> 0;
        };
    }

    /** Whether an aspect is still to become exact. */
    private enum Phase {
        APPLYING,
        SEPARATING
    }
}
