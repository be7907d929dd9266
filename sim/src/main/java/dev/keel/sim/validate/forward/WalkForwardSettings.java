package dev.keel.sim.validate.forward;

import dev.keel.sim.grid.Objective;

/**
 * How a series is cut into stretches to learn from and stretches to be tested on.
 *
 * @param window where a stretch to learn from begins
 * @param folds how many tests there are, at least 2
 * @param trainShare the share of the bars before the first test, above 0 and below 1
 * @param gap bars left out between learning and test, so that nothing that was still open at the
 *     end of the one is in the other; 0 or more
 * @param warmUp bars before a test that the strategy is shown without acting on them; 0 or more
 */
public record WalkForwardSettings(
        Window window, int folds, double trainShare, int gap, int warmUp, Objective objective) {

    /** Half of the bars before the first test, five tests. */
    public static final WalkForwardSettings USUAL =
            new WalkForwardSettings(Window.ROLLING, 5, 0.5, 0, 500, Objective.SHARPE);

    public WalkForwardSettings {
        if (folds < 2) {
            throw new IllegalArgumentException("folds must be at least 2, was " + folds);
        }
        if (!(trainShare > 0 && trainShare < 1)) {
            throw new IllegalArgumentException(
                    "trainShare must be above 0 and below 1, was " + trainShare);
        }
        if (gap < 0) {
            throw new IllegalArgumentException("gap must be 0 or more, was " + gap);
        }
        if (warmUp < 0) {
            throw new IllegalArgumentException("warmUp must be 0 or more, was " + warmUp);
        }
    }

    /** Where a stretch to learn from begins. */
    public enum Window {
        /** Always at the first bar, so that it grows. */
        ANCHORED,
        /** As far before the test as for the first one, so that it keeps its length. */
        ROLLING
    }
}
