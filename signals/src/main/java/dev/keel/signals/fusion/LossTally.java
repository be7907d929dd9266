package dev.keel.signals.fusion;

/** Counts outcomes and adds up their losses. */
final class LossTally {
    private long outcomes;
    private double unique;
    private double losses;

    void add(double loss, double uniqueness) {
        outcomes++;
        unique += uniqueness;
        losses += loss;
    }

    long outcomes() {
        return outcomes;
    }

    double unique() {
        return unique;
    }

    double mean() {
        return outcomes == 0 ? Double.NaN : losses / outcomes;
    }
}
