package dev.keel.signals.astro.event;

/**
 * What is seen of an eclipse where it is greatest. (A hybrid eclipse of the Sun, annular at the
 * ends of its path and total between, counts as what it is at its greatest.)
 */
public enum EclipseKind {
    SOLAR_PARTIAL("partial solar eclipse"),
    SOLAR_ANNULAR("annular solar eclipse"),
    SOLAR_TOTAL("total solar eclipse"),
    LUNAR_PENUMBRAL("penumbral lunar eclipse"),
    LUNAR_PARTIAL("partial lunar eclipse"),
    LUNAR_TOTAL("total lunar eclipse");

    private final String label;

    EclipseKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Tells whether it is the Sun that darkens. */
    public boolean isSolar() {
        return compareTo(SOLAR_TOTAL) <= 0;
    }
}
