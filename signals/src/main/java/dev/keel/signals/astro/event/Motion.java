package dev.keel.signals.astro.event;

import java.util.Locale;

/** Which way a body moves through the zodiac. */
public enum Motion {
    /** Forwards: the longitude grows. */
    DIRECT,
    /** Backwards. */
    RETROGRADE;

    static Motion of(double speed) {
        return speed < 0 ? RETROGRADE : DIRECT;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
