package dev.keel.signals.astro.ephemeris;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What moves through the zodiac, from the fastest family to the slowest. */
public enum Body {
    SUN(0),
    MOON(1),
    MERCURY(2),
    VENUS(3),
    MARS(4),
    JUPITER(5),
    SATURN(6),
    URANUS(7),
    NEPTUNE(8),
    PLUTO(9);

    /** The bodies that turn retrograde at times, and that have an orbit of their own. */
    public static final List<Body> PLANETS =
            List.of(MERCURY, VENUS, MARS, JUPITER, SATURN, URANUS, NEPTUNE, PLUTO);

    private static final Body[] BY_INDEX = values();

    /** How many there are. */
    public static final int COUNT = BY_INDEX.length;

    private final int index;

    Body(int index) {
        this.index = index;
    }

    /** Returns the body of an index. */
    public static Body of(int index) {
        return BY_INDEX[index];
    }

    /** Returns its place among all, from 0: where arrays of all bodies hold it. */
    public int index() {
        return index;
    }

    /**
     * Finds a body by its name in lower case.
     *
     * @throws IllegalArgumentException naming those there are
     */
    public static Body parse(String text) {
        return Arrays.stream(BY_INDEX)
                .filter(body -> body.key().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "body must be one of "
                                        + Arrays.stream(BY_INDEX).map(Body::key).toList()
                                        + ", was '"
                                        + text
                                        + "'"));
    }

    /** The name in lower case, such as {@code mars}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name for people, such as {@code Mars}. */
    public String label() {
        return name().charAt(0) + key().substring(1);
    }

    /** Tells whether it turns retrograde at times: neither the Sun nor the Moon. */
    public boolean isPlanet() {
        return compareTo(MERCURY) >= 0;
    }
}
