package dev.keel.signals.astro;

import java.util.Locale;

/** One of the things that the expert listens to. */
public enum AstroTerm {
    /** The tenor of the aspects in force. */
    ASPECTS(0.5),
    /** Whether the Moon is nearer to new or to full. */
    MOON(0.5),
    /** Stations, ingresses, eclipses, solar dates, turns of the siderograph. */
    DATES(1),
    /** Price levels that move with the planets. */
    LINES(1);

    private final double weight;

    AstroTerm(double weight) {
        this.weight = weight;
    }

    /** Returns its share in the opinion, relative to those of the others that are awake. */
    double weight() {
        return weight;
    }

    /** The name in lower case, such as {@code aspects}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
