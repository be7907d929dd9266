package dev.keel.sim.sweep;

import dev.keel.core.statistics.Moments;
import dev.keel.core.statistics.Overfitting;
import dev.keel.core.statistics.SharpeEstimate;
import dev.keel.sim.trial.Trial.MarketData;
import dev.keel.sim.trial.TrialCount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How far the best of a sweep can be believed, computed from the paths of equity of all its trials.
 *
 * @param trials how often the strategy was tried on this market so far, this sweep included
 * @param deflatedSharpe the probability that the best trial's true Sharpe ratio is above what the
 *     best of so many trials without any skill would show; empty if its equity never changed
 * @param overfitting how often the best of one half of the time is below the middle in the other;
 *     empty for fewer than two trials or too few bars
 */
public record SweepTrust(
        int trials, OptionalDouble deflatedSharpe, Optional<Overfitting> overfitting) {
    /** More are thinned out evenly: the share of combinations hardly changes. */
    private static final int MOST_CONFIGURATIONS = 2_000;

    /** Judges a sweep. */
    public static SweepTrust of(SweepResult result, TrialCount count) {
        return new SweepTrust(count.trials(), deflated(result, count), overfitting(result));
    }

    /**
     * The trials as the book of all trials counts them; their Sharpe ratios are those of the paths.
     */
    public static List<dev.keel.sim.trial.Trial> counted(
            SweepResult result, MarketData market, Instant now) {
        return result.trials().stream()
                .map(trial ->
                        market.trial(
                                now,
                                "sweep",
                                result.request().backtest(trial.index()),
                                sharpePerBar(result, trial)))
                .toList();
    }

    private static OptionalDouble deflated(SweepResult result, TrialCount count) {
        if (result.trials().isEmpty()) {
            return OptionalDouble.empty();
        }
        double[] best = returns(result, result.trials().getFirst());
        double barsPerPoint = (double) result.request().base().bars().size() / best.length;
        return SharpeEstimate.of(best)
                .map(estimate ->
                        OptionalDouble.of(
                                estimate.deflated(count.variance() * barsPerPoint, count.trials())))
                .orElseGet(OptionalDouble::empty);
    }

    private static Optional<Overfitting> overfitting(SweepResult result) {
        int all = result.trials().size();
        int taken = Math.min(all, MOST_CONFIGURATIONS);
        double[][] returns =
                IntStream.range(0, taken)
                        .map(i -> (int) ((long) i * all / taken))
                        .mapToObj(i -> returns(result, result.trials().get(i)))
                        .toArray(double[][]::new);
        if (taken < 2 || returns[0].length < 2 * Overfitting.USUAL_BLOCKS) {
            return Optional.empty();
        }
        return Optional.of(Overfitting.of(returns, Overfitting.USUAL_BLOCKS));
    }

    /**
     * A path has fewer points than there are bars: the ratio shrinks with the root of their number.
     */
    private static double sharpePerBar(SweepResult result, Trial trial) {
        double[] returns = returns(result, trial);
        Moments moments = Moments.of(returns);
        double bars = result.request().base().bars().size();
        return moments.deviation() > 0
                ? moments.mean() / moments.deviation() * Math.sqrt(returns.length / bars)
                : 0;
    }

    private static double[] returns(SweepResult result, Trial trial) {
        return trial.path().returns(result.request().base().capital().toDouble());
    }
}
