package dev.keel.signals.astro.event;

/** The four named phases: the Moon's longitude less the Sun's is 0, 90, 180, 270 degrees. */
public enum LunarQuarter {
    NEW("new moon"),
    FIRST("first quarter"),
    FULL("full moon"),
    LAST("last quarter");

    private static final LunarQuarter[] IN_ORDER = values();

    private final String label;

    LunarQuarter(String label) {
        this.label = label;
    }

    static LunarQuarter of(int ordinal) {
        return IN_ORDER[ordinal];
    }

    public String label() {
        return label;
    }
}
