package dev.keel.signals.fusion;

/**
 * Keeps weights that sum to 1 between a floor and a cap.
 *
 * <p>Those within the bounds keep their proportions: {@code e_i = min(cap, max(floor, c w_i))} with
 * the one c for which they sum to 1. So nobody is ever silenced, and nobody speaks alone while
 * others are there. With so few experts that all at the cap would not reach 1 the cap is one over
 * their number, with so many that all at the floor would exceed 1 the floor is.
 */
final class WeightBounds {
    private final double floor;
    private final double cap;
    private final boolean[] fixed;

    WeightBounds(double floor, double cap, int experts) {
        if (!(floor >= 0 && floor <= cap && cap <= 1)) {
            throw new IllegalArgumentException(
                    "floor and cap must be 0 <= floor <= cap <= 1, were " + floor + ", " + cap);
        }
        this.floor = Math.min(floor, 1.0 / experts);
        this.cap = Math.max(cap, 1.0 / experts);
        this.fixed = new boolean[experts];
    }

    /** Puts the bounded weights into {@code bounded}. */
    void apply(ExpertWeights weights, double[] bounded) {
        for (int i = 0; i < bounded.length; i++) {
            fixed[i] = false;
            bounded[i] = weights.weight(i);
        }
        double room = 1;
        // Each turn fixes one weight at least, so there are at most as many as weights.
        for (int turn = 0; turn < bounded.length; turn++) {
            double free = 0;
            for (int i = 0; i < bounded.length; i++) {
                free += fixed[i] ? 0 : weights.weight(i);
            }
            double scale = room / free;
            double above = 0;
            double below = 0;
            for (int i = 0; i < bounded.length; i++) {
                if (!fixed[i]) {
                    bounded[i] = weights.weight(i) * scale;
                    above += Math.max(0, bounded[i] - cap);
                    below += Math.max(0, floor - bounded[i]);
                }
            }
            if (above == 0 && below == 0) {
                return;
            }
            room -= fix(bounded, above >= below);
        }
    }

    /**
     * Fixes the worse side of the two: what it takes off or adds moves the others away from that
     * side, never back over it.
     */
    private double fix(double[] bounded, boolean highOnes) {
        double used = 0;
        for (int i = 0; i < bounded.length; i++) {
            if (!fixed[i] && (highOnes ? bounded[i] > cap : bounded[i] < floor)) {
                fixed[i] = true;
                bounded[i] = highOnes ? cap : floor;
                used += bounded[i];
            }
        }
        return used;
    }
}
