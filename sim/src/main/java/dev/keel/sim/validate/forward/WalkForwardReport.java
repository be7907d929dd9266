package dev.keel.sim.validate.forward;

import dev.keel.core.statistics.SharpeEstimate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What came of a walk-forward.
 *
 * @param folds in the order of time
 * @param configurations how many were measured in each fold
 * @param totalReturn of all tests one after the other, compounded
 * @param maxDrawdown of the same, at the closes of bars
 * @param sharpe of the returns of all tests, per bar; empty if none of them traded
 * @param barsPerYear what makes a ratio per bar annual, by its root
 * @param tradesClosed in all tests
 * @param stability by parameter, how far the choice jumps
 */
public record WalkForwardReport(
        List<Fold> folds,
        int configurations,
        double totalReturn,
        double maxDrawdown,
        Optional<SharpeEstimate> sharpe,
        double barsPerYear,
        int tradesClosed,
        Map<String, Double> stability) {
    public WalkForwardReport {
        folds = List.copyOf(folds);
        stability = Map.copyOf(stability);
    }

    /**
     * One choice and its test.
     *
     * @param trainFrom open of the first bar it was chosen on
     * @param trainBars how many there were
     * @param testFrom open of the first bar of the test
     * @param testBars how many there were
     * @param chosen the parameters
     * @param trainObjective how good they were where they were chosen
     * @param trainReturnPerBar mean return of a bar there
     * @param testReturnPerBar mean return of a bar in the test
     * @param testReturn total return of the test
     * @param testSharpe of the test, per bar; 0 if it did not trade
     */
    public record Fold(
            Instant trainFrom,
            int trainBars,
            Instant testFrom,
            int testBars,
            Map<String, String> chosen,
            double trainObjective,
            double trainReturnPerBar,
            double testReturnPerBar,
            double testReturn,
            double testSharpe) {
        public Fold {
            chosen = Map.copyOf(chosen);
        }
    }

    /**
     * Mean return of a bar in the tests over the mean return of a bar where parameters were chosen;
     * empty if the latter is not above 0, since a share of a loss says nothing.
     *
     * <p>Reference: R. Pardo, "The Evaluation and Optimization of Trading Strategies" (2008),
     * chapter 11, walk-forward efficiency, there with annual profits.
     */
    public OptionalDouble efficiency() {
        double train = folds.stream().mapToDouble(Fold::trainReturnPerBar).average().orElse(0);
        double test = folds.stream().mapToDouble(Fold::testReturnPerBar).average().orElse(0);
        return train > 0 ? OptionalDouble.of(test / train) : OptionalDouble.empty();
    }

    /** The share of tests that gained. */
    public double winningFolds() {
        return (double) folds.stream().filter(fold -> fold.testReturn() > 0).count() / folds.size();
    }

    /** The Sharpe ratio of a year in the tests; 0 if none of them traded. */
    public double annualSharpe() {
        return sharpe.map(SharpeEstimate::ratio).orElse(0.0) * Math.sqrt(barsPerYear);
    }
}
