package dev.keel.sim.validate.chance;

import dev.keel.core.statistics.Bootstrap;
import dev.keel.core.statistics.Sample;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.validate.Candidate;
import dev.keel.sim.validate.Evaluation;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/**
 * The strategy again, on markets that are made of blocks of the real one's bars.
 *
 * <p>Drift, volatility and the shapes of bars stay; what hangs together over more bars than a block
 * is long is gone. A strategy that lives on that shows it by doing worse here than in reality.
 *
 * @param paths what became of the equity, bar by bar
 * @param sharpe per bar, of every path
 * @param actualSharpe per bar, on the real bars
 * @param meanBlock how many bars a block has on average
 */
public record BarMonteCarlo(Paths paths, Sample sharpe, double actualSharpe, double meanBlock) {

    /**
     * Runs it.
     *
     * @param request the real bars and the conditions
     * @param markets how many, at least 10
     * @param meanBlock bars of a block on average, at least 1
     * @param ruinLevel the share of the capital below which a path counts as ruined
     * @param news takes the number of markets that are done
     */
    public static BarMonteCarlo run(
            Candidate candidate,
            BacktestRequest request,
            int markets,
            double meanBlock,
            double ruinLevel,
            SplittableRandom random,
            IntConsumer news) {
        Paths.Collector collector = new Paths.Collector(markets, ruinLevel);
        SyntheticBars synthetic =
                new SyntheticBars(
                        request.bars(),
                        new Bootstrap.Stationary(meanBlock),
                        request.instrument().rules().tick());
        double[] sharpes = new double[markets];
        for (int i = 0; i < markets; i++) {
            BacktestRequest other = request.withBars(synthetic.next(random.split()));
            Evaluation evaluation = Evaluation.run(other.withStrategy(candidate.on(other.bars())));
            collector.add(evaluation.returns());
            sharpes[i] = evaluation.sharpePerBar();
            news.accept(i + 1);
        }
        Evaluation actual = Evaluation.run(request.withStrategy(candidate.on(request.bars())));
        return new BarMonteCarlo(
                collector.against(actual.returns()),
                Sample.of(sharpes),
                actual.sharpePerBar(),
                meanBlock);
    }
}
