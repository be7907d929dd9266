package dev.keel.signals.astro.ephemeris;

import java.util.Locale;

/** The twelfths of the ecliptic, counted from the equinox of date; each is 30 degrees wide. */
public enum ZodiacSign {
    ARIES,
    TAURUS,
    GEMINI,
    CANCER,
    LEO,
    VIRGO,
    LIBRA,
    SCORPIO,
    SAGITTARIUS,
    CAPRICORN,
    AQUARIUS,
    PISCES;

    /** The width of a sign in degrees. */
    public static final double WIDTH = 30;

    private static final ZodiacSign[] IN_ORDER = values();

    /** Returns the sign that holds a longitude. */
    public static ZodiacSign of(double longitude) {
        return IN_ORDER[(int) (Angles.fold(longitude) / WIDTH)];
    }

    /** Returns how far a longitude lies into its sign, 0 to below 30 degrees. */
    public static double degreeIn(double longitude) {
        double folded = Angles.fold(longitude);
        return folded - WIDTH * Math.floor(folded / WIDTH);
    }

    /** The name for people, such as {@code Aries}. */
    public String label() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}
