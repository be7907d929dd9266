package dev.keel.signals.astro.bradley;

import dev.keel.signals.astro.ephemeris.Body;

/**
 * Whether a conjunction of two bodies is read as good or bad. Published tables differ for some
 * pairs of Mars, Neptune and Pluto; this is the one most programs have.
 *
 * <p>Slow planets: Jupiter with Neptune is good, all others are bad. With the fast bodies these are
 * bad: Mars with everything; Saturn with Sun, Mercury, Venus; Pluto with Sun and Mercury; Neptune
 * with the Sun. The rest is good. The Moon has no part in it and counts as good.
 */
public final class ConjunctionSigns {
    private ConjunctionSigns() {}

    /** Returns 1 for good and -1 for bad; the order of the two does not matter. */
    public static int of(Body one, Body other) {
        boolean inOrder = one.compareTo(other) <= 0;
        return isBad(inOrder ? one : other, inOrder ? other : one) ? -1 : 1;
    }

    private static boolean isBad(Body faster, Body slower) {
        return switch (faster) {
            case MOON -> false;
            case SUN ->
                    slower == Body.MARS
                            || slower == Body.SATURN
                            || slower == Body.NEPTUNE
                            || slower == Body.PLUTO;
            case MERCURY -> slower == Body.MARS || slower == Body.SATURN || slower == Body.PLUTO;
            case VENUS -> slower == Body.MARS || slower == Body.SATURN;
            case MARS -> true;
            case JUPITER -> slower != Body.NEPTUNE;
            case SATURN, URANUS, NEPTUNE, PLUTO -> true;
        };
    }
}
