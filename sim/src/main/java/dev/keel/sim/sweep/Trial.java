package dev.keel.sim.sweep;

import dev.keel.sim.grid.Objective;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What came of one combination.
 *
 * @param index the combination's number in its grid
 * @param parameters its values, in the order of the axes
 * @param objective what the sweep compares by; empty if it cannot be computed
 * @param finalEquity equity at the last close
 * @param fills orders that traded
 * @param method how it was found
 * @param path equity at evenly spread closes, oldest first: what the statistics of overfitting are
 *     computed from
 */
public record Trial(
        int index,
        Map<String, String> parameters,
        OptionalDouble objective,
        double finalEquity,
        int fills,
        Method method,
        EquityPath path) {

    /** How a trial was made. */
    public enum Method {
        /** By the strategy and arithmetic alone. */
        SCREENED,
        /** Through the whole pipeline. */
        FULL
    }

    /** Puts the best first; of equals, the first combination wins. */
    static Comparator<Trial> bestFirst(Objective objective) {
        return Comparator.<Trial>comparingDouble(trial -> objective.penalty(trial.objective()))
                .thenComparingInt(Trial::index);
    }
}
