package dev.keel.signals.fusion;

import dev.keel.signals.fusion.log.LearningRules;

/**
 * How a fusion judges and learns.
 *
 * @param floor the least effective weight, a fraction
 * @param cap the largest effective weight, a fraction
 * @param barrierMultiple how far the two barriers lie from the entry, in standard deviations of the
 *     return over the horizon; above 0
 * @param leastBarrier the least distance of a barrier as a fraction of the entry, 0 to 0.5: a move
 *     that costs eat up is not worth predicting
 */
public record FusionSettings(
        LearningRules rules,
        Adaptation adaptation,
        double floor,
        double cap,
        double barrierMultiple,
        double leastBarrier) {
    /** Bayesian mixture with a share of 0.01, moves of at most 0.5, 24 bars ahead. */
    public static final FusionSettings DEFAULT =
            new FusionSettings(new LearningRules(1, 0.01, 0.5, 24), Adaptation.ON, 0.02, 0.6, 1, 0);

    public FusionSettings {
        if (!(floor >= 0 && floor <= cap && cap <= 1)) {
            throw new IllegalArgumentException(
                    "floor and cap must be 0 <= floor <= cap <= 1, were " + floor + ", " + cap);
        }
        if (!(barrierMultiple > 0 && Double.isFinite(barrierMultiple))) {
            throw new IllegalArgumentException(
                    "barrierMultiple must be above 0, was " + barrierMultiple);
        }
        if (!(leastBarrier >= 0 && leastBarrier <= 0.5)) {
            throw new IllegalArgumentException(
                    "leastBarrier must be 0 to 0.5, was " + leastBarrier);
        }
    }
}
