package dev.keel.sim.validate.forward;

import dev.keel.core.market.BarSeries;
import dev.keel.core.statistics.Moments;
import dev.keel.core.statistics.SharpeEstimate;
import dev.keel.core.strategy.Strategy;
import dev.keel.core.strategy.StrategyDefinition;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.sim.validate.Evaluation;
import dev.keel.sim.validate.Slices;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Chooses parameters on one stretch of bars and tests them on the next, through the series.
 *
 * <p>Every test starts flat with the request's capital, the strategy warmed up on the bars before
 * it, the gap included: they are past by then. Returns of all tests are put one after the other;
 * what is still open at the end of a test counts at its last close, as in every backtest. Bars of a
 * test are never chosen on before their test.
 *
 * <p>Reference: R. Pardo, "The Evaluation and Optimization of Trading Strategies" (2008), chapter
 * 11; the gap: M. Lopez de Prado, "Advances in Financial Machine Learning" (2018), chapter 7.
 */
public final class WalkForward {
    private final BacktestRequest request;
    private final ParameterGrid grid;
    private final WalkForwardSettings settings;
    private final Consumer<String> news;
    private final int[] testStarts;

    private WalkForward(
            BacktestRequest request,
            ParameterGrid grid,
            WalkForwardSettings settings,
            Consumer<String> news) {
        this.request = request;
        this.grid = grid;
        this.settings = settings;
        this.news = news;
        this.testStarts = testStarts(request.bars().size(), settings);
    }

    /**
     * Runs it.
     *
     * @param request bars and conditions; its strategy is not looked at
     * @param news takes how far it has come, in words
     * @throws IllegalArgumentException if the bars are too few
     */
    public static WalkForwardReport run(
            BacktestRequest request,
            ParameterGrid grid,
            WalkForwardSettings settings,
            Consumer<String> news) {
        return new WalkForward(request, grid, settings, news).run();
    }

    private WalkForwardReport run() {
        List<WalkForwardReport.Fold> folds = new ArrayList<>();
        List<ParameterGrid.Point> chosen = new ArrayList<>();
        double[] all = new double[request.bars().size() - testStarts[0]];
        int known = 0;
        int trades = 0;
        double barsPerYear = 0;
        for (int fold = 0; fold < settings.folds(); fold++) {
            int trainTo = testStarts[fold] - settings.gap();
            int trainFrom =
                    settings.window() == WalkForwardSettings.Window.ANCHORED
                            ? 0
                            : testStarts[fold] - testStarts[0];
            BarSeries train = Slices.of(request.bars(), trainFrom, trainTo);
            Choice choice = choose(train, fold);
            Evaluation test = test(choice.point.choice(), fold);
            chosen.add(choice.point);
            folds.add(fold(train, choice, test, fold));
            trades += test.closedTrades();
            barsPerYear += test.barsPerYear() / settings.folds();
            for (double value : test.returns()) {
                all[known++] = value;
            }
        }
        return new WalkForwardReport(
                folds,
                grid.points().size(),
                totalReturn(all),
                maxDrawdown(all),
                SharpeEstimate.of(all),
                barsPerYear,
                trades,
                stability(chosen));
    }

    private record Choice(ParameterGrid.Point point, Evaluation train, double objective) {}

    private Choice choose(BarSeries train, int fold) {
        Choice best = null;
        int done = 0;
        for (ParameterGrid.Point point : grid.points()) {
            Evaluation evaluation =
                    Evaluation.run(request.withBars(train).withStrategy(point.choice()));
            double objective = settings.objective().score(evaluation.performance());
            if (best == null || objective > best.objective) {
                best = new Choice(point, evaluation, objective);
            }
            done++;
            news.accept(
                    "fold "
                            + (fold + 1)
                            + " of "
                            + settings.folds()
                            + ", configuration "
                            + done
                            + " of "
                            + grid.points().size());
        }
        if (best == null) {
            throw new IllegalStateException("a grid must have points");
        }
        return best;
    }

    private Evaluation test(StrategyChoice choice, int fold) {
        int from = testStarts[fold];
        int to = testStarts[fold + 1];
        BarSeries before = Slices.of(request.bars(), Math.max(0, from - settings.warmUp()), from);
        return Evaluation.run(
                request.withBars(Slices.of(request.bars(), from, to))
                        .withStrategy(warmedUp(choice, before)));
    }

    /** The same strategy, which has seen bars when it is made. */
    static StrategyChoice warmedUp(StrategyChoice choice, BarSeries before) {
        StrategyDefinition cold = choice.definition();
        StrategyDefinition warm =
                new StrategyDefinition(
                        cold.name(),
                        cold.meaning(),
                        cold.parameters(),
                        (source, parameters) -> {
                            Strategy strategy = cold.factory().create(source, parameters);
                            for (int i = 0; i < before.size(); i++) {
                                // A signal of the past is not acted on.
                                var _ = strategy.onBar(before.bar(i));
                            }
                            return strategy;
                        });
        return new StrategyChoice(warm, choice.given());
    }

    private WalkForwardReport.Fold fold(BarSeries train, Choice choice, Evaluation test, int fold) {
        return new WalkForwardReport.Fold(
                train.bar(0).openTime(),
                train.size(),
                request.bars().bar(testStarts[fold]).openTime(),
                test.bars(),
                choice.point.given(),
                choice.objective,
                Moments.of(choice.train.returns()).mean(),
                Moments.of(test.returns()).mean(),
                test.totalReturn(),
                test.sharpePerBar());
    }

    /**
     * By parameter, the mean jump from one choice to the next as a share of the axis: 0 if the
     * choice never moved, 1 if it always went from one end to the other.
     */
    private Map<String, Double> stability(List<ParameterGrid.Point> chosen) {
        Map<String, Double> stability = new TreeMap<>();
        for (int axis = 0; axis < grid.axes().size(); axis++) {
            List<BigDecimal> values = grid.axes().get(axis).values();
            double sum = 0;
            for (int i = 1; i < chosen.size(); i++) {
                int step = chosen.get(i).steps().get(axis);
                sum += Math.abs(step - chosen.get(i - 1).steps().get(axis));
            }
            double longest = Math.max(1, values.size() - 1);
            stability.put(grid.axes().get(axis).name(), sum / longest / (chosen.size() - 1));
        }
        return stability;
    }

    private static int[] testStarts(int bars, WalkForwardSettings settings) {
        int first = (int) Math.round(bars * settings.trainShare());
        int[] starts = new int[settings.folds() + 1];
        for (int fold = 0; fold <= settings.folds(); fold++) {
            starts[fold] = first + (int) ((long) (bars - first) * fold / settings.folds());
        }
        if (first - settings.gap() < 2 || starts[1] - starts[0] < 2) {
            throw new IllegalArgumentException(
                    "bars must be enough for two to learn from and two in each of "
                            + settings.folds()
                            + " tests, with a gap of "
                            + settings.gap()
                            + ", were "
                            + bars);
        }
        return starts;
    }

    private static double totalReturn(double[] returns) {
        double equity = 1;
        for (double value : returns) {
            equity *= 1 + value;
        }
        return equity - 1;
    }

    private static double maxDrawdown(double[] returns) {
        double equity = 1;
        double peak = 1;
        double greatest = 0;
        for (double value : returns) {
            equity *= 1 + value;
            peak = Math.max(peak, equity);
            greatest = Math.max(greatest, 1 - equity / peak);
        }
        return greatest;
    }
}
