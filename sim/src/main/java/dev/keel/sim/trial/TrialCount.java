package dev.keel.sim.trial;

import dev.keel.core.statistics.Moments;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How often a strategy was tried on a market.
 *
 * @param trials N, different configurations; at least 1, since a result is a trial itself
 * @param runs how often they were run, repetitions included
 * @param variance V, of the configurations' Sharpe ratios per bar, with n - 1 in the denominator; 0
 *     for one
 */
public record TrialCount(int trials, int runs, double variance) {
    /** One trial and no other. */
    public static final TrialCount FIRST = new TrialCount(1, 1, 0);

    public TrialCount {
        if (trials < 1 || runs < trials) {
            throw new IllegalArgumentException(
                    "trials must be 1 to runs, was " + trials + " of " + runs);
        }
        if (!(variance >= 0)) {
            throw new IllegalArgumentException("variance must be 0 or more, was " + variance);
        }
    }

    /** Counts trials; of the same configuration the latest result counts. */
    static TrialCount of(List<Trial> trials) {
        Set<String> keys = new HashSet<>();
        double[] sharpes =
                trials.reversed().stream()
                        .filter(trial -> keys.add(trial.key()))
                        .mapToDouble(Trial::sharpe)
                        .toArray();
        if (sharpes.length == 0) {
            return FIRST;
        }
        double deviation = Moments.of(sharpes).deviation();
        return new TrialCount(sharpes.length, trials.size(), deviation * deviation);
    }
}
