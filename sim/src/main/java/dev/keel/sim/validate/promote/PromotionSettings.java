package dev.keel.sim.validate.promote;

import dev.keel.sim.validate.forward.WalkForwardSettings;
import dev.keel.sim.validate.leak.LookAheadSettings;

/**
 * How hard the checks look, and what chance they draw from. What the gates demand is fixed in
 * {@link Thresholds}: a strategy must not pass because somebody moved the bar.
 *
 * @param lookAhead of the look-ahead analysis; its bars are those of the warm-up analysis too
 * @param walkForward of the walk-forward
 * @param paths of the Monte-Carlo on trades, at least 10
 * @param resamples of the bootstrap of the Sharpe ratio, at least 10
 * @param seed of all chance
 */
public record PromotionSettings(
        LookAheadSettings lookAhead,
        WalkForwardSettings walkForward,
        int paths,
        int resamples,
        long seed) {
    public static final PromotionSettings USUAL =
            new PromotionSettings(
                    LookAheadSettings.USUAL, WalkForwardSettings.USUAL, 2_000, 1_000, 1);
}
