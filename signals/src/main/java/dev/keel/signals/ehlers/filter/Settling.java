package dev.keel.signals.ehlers.filter;

/** After how many bars at most 1 % of a wrong start remains in a recursive filter. */
public final class Settling {
    private static final double REMAINING = 0.01;

    /** (1 + t) exp(-t) is 1 % here. */
    private static final double DOUBLE_POLE_DECAY = 6.6384;

    private Settling() {}

    /** Of a single pole, 0 to below 1: {@code r^n} is 1 %. */
    public static int ofPole(double pole) {
        return bars(-Math.log(REMAINING), pole);
    }

    /** Of two equal poles: {@code (1 - n ln r) r^n} is 1 %. */
    public static int ofDoublePole(double pole) {
        return bars(DOUBLE_POLE_DECAY, pole);
    }

    /** Of a pair of poles 45 degrees apart in phase: {@code sqrt(2) r^n} is 1 %. */
    public static int ofPair(double radius) {
        return bars(Math.log(Math.sqrt(2) / REMAINING), radius);
    }

    private static int bars(double decay, double pole) {
        return pole <= 0 ? 1 : (int) Math.ceil(decay / -Math.log(pole));
    }
}
