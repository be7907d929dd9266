package dev.keel.signals.astro.event;

import java.util.Locale;

/** An angle between two bodies that has a name, how far it reaches, and its usual reading. */
public enum AspectKind {
    CONJUNCTION(0, 8, Nature.BY_PAIR),
    SEMI_SEXTILE(30, 2, Nature.NONE),
    SEMI_SQUARE(45, 2, Nature.NONE),
    SEXTILE(60, 6, Nature.GOOD),
    QUINTILE(72, 2, Nature.NONE),
    SQUARE(90, 7, Nature.BAD),
    TRINE(120, 7, Nature.GOOD),
    SESQUIQUADRATE(135, 3, Nature.NONE),
    BIQUINTILE(144, 2, Nature.NONE),
    QUINCUNX(150, 3, Nature.NONE),
    OPPOSITION(180, 8, Nature.BAD);

    private static final AspectKind[] IN_ORDER = values();

    private final int angle;
    private final double orb;
    private final Nature nature;

    AspectKind(int angle, double orb, Nature nature) {
        this.angle = angle;
        this.orb = orb;
        this.nature = nature;
    }

    /**
     * Returns the kind whose angle is nearest to a separation; of two as near the smaller.
     *
     * @param separation 0 to 180 degrees
     */
    public static AspectKind nearest(double separation) {
        AspectKind nearest = CONJUNCTION;
        for (AspectKind kind : IN_ORDER) {
            if (Math.abs(separation - kind.angle) < Math.abs(separation - nearest.angle)) {
                nearest = kind;
            }
        }
        return nearest;
    }

    /** Returns the separation when it is exact, in degrees, 0 to 180. */
    public int angle() {
        return angle;
    }

    /** Returns how far from exact it still counts, in degrees. */
    public double orb() {
        return orb;
    }

    /** Returns how tradition reads it. */
    public Nature nature() {
        return nature;
    }

    /** Tells whether it is one of the five that tradition gives most weight to. */
    public boolean isMajor() {
        return nature != Nature.NONE;
    }

    /**
     * Returns how close a separation is to exact: 1 when it is, 0 from the orb on.
     *
     * <pre>
     * strength = (1 - |separation - angle| / orb)^2
     * </pre>
     *
     * @param separation 0 to 180 degrees
     */
    public double strength(double separation) {
        double left = 1 - Math.abs(separation - angle) / orb;
        return left > 0 ? left * left : 0;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What tradition makes of an aspect. */
    public enum Nature {
        GOOD,
        BAD,
        /** Of the two bodies it depends. */
        BY_PAIR,
        /** Minor aspects have none here. */
        NONE
    }
}
