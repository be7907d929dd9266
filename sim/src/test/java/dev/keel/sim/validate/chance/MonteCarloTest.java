package dev.keel.sim.validate.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.market.BarSeries;
import dev.keel.core.money.Price;
import dev.keel.core.statistics.Bootstrap;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.validate.Candidate;
import dev.keel.sim.validate.Markets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MonteCarloTest {
    private static final double[] TRADES = {0.1, -0.05, 0.1, -0.05, -0.2, 0.3};

    @Test
    void orderDoesNotChangeWhereItEnds() {
        Paths paths = TradeMonteCarlo.permuted(TRADES, 500, 0.5, random(1));

        assertThat(paths.totalReturn().min()).isCloseTo(paths.actualReturn(), within(1e-12));
        assertThat(paths.totalReturn().max()).isCloseTo(paths.actualReturn(), within(1e-12));
        assertThat(paths.maxDrawdown().max()).isGreaterThan(paths.actualDrawdown());
        assertThat(paths.maxDrawdown().max()).isCloseTo(1 - 0.95 * 0.95 * 0.8, within(1e-12));
    }

    @Test
    void drawingSpreadsWhereItEnds() {
        Paths paths = TradeMonteCarlo.resampled(TRADES, 4_000, 0.5, random(1));

        assertThat(paths.count()).isEqualTo(4_000);
        assertThat(paths.totalReturn().quantile(0.05)).isLessThan(paths.actualReturn());
        assertThat(paths.totalReturn().quantile(0.95)).isGreaterThan(paths.actualReturn());
        assertThat(paths.lost()).isBetween(0.1, 0.6);
    }

    /** Two flips of a coin that pays all or takes 60 %: ruined unless both are heads, 3 of 4. */
    @Test
    void countsRuin() {
        Paths paths = TradeMonteCarlo.resampled(new double[] {1, -0.6}, 20_000, 0.5, random(2));

        // Heads first leaves 2, then 0.8: not ruined. Tails first is ruined at once.
        assertThat(paths.ruined()).isCloseTo(0.5, within(0.02));
        assertThat(paths.lost()).isCloseTo(0.75, within(0.02));
    }

    @Test
    void sameSeedGivesTheSamePaths() {
        assertThat(TradeMonteCarlo.resampled(TRADES, 50, 0.5, random(3)).totalReturn().mean())
                .isEqualTo(
                        TradeMonteCarlo.resampled(TRADES, 50, 0.5, random(3)).totalReturn().mean());
    }

    @Test
    void needsTradesAndPaths() {
        assertThatThrownBy(() -> TradeMonteCarlo.permuted(new double[0], 50, 0.5, random(1)))
                .hasMessage("tradeReturns must not be empty");
        assertThatThrownBy(() -> TradeMonteCarlo.permuted(TRADES, 9, 0.5, random(1)))
                .hasMessage("paths must be at least 10, was 9");
        assertThatThrownBy(() -> TradeMonteCarlo.permuted(TRADES, 50, 1, random(1)))
                .hasMessage("ruinLevel must be above 0 and below 1, was 1.0");
    }

    @Test
    void marketsAreMadeOfRealBars() {
        BarSeries bars = Markets.persistent(1, 300, 0.3);
        SyntheticBars synthetic =
                new SyntheticBars(bars, new Bootstrap.Stationary(20), Price.of("0.01"));

        BarSeries other = synthetic.next(random(4));

        assertThat(other.size()).isEqualTo(bars.size());
        assertThat(other.bar(0)).isEqualTo(bars.bar(0));
        assertThat(other.openMillis(299)).isEqualTo(bars.openMillis(299));
        assertThat(other.closeValue(299)).isNotEqualTo(bars.closeValue(299));
        for (int i = 1; i < other.size(); i++) {
            double change = other.closeValue(i) / other.closeValue(i - 1);
            assertThat(isAChangeOf(bars, change)).isTrue();
        }
    }

    @Test
    void pricesStayOnTheTick() {
        BarSeries bars = Markets.persistent(1, 300, 0.3);
        SyntheticBars synthetic =
                new SyntheticBars(bars, new Bootstrap.Stationary(20), Price.of("0.25"));

        BarSeries other = synthetic.next(random(4));

        for (int i = 1; i < other.size(); i++) {
            assertThat(other.bar(i).close() % 25).isZero();
            assertThat(other.bar(i).high() % 25).isZero();
        }
    }

    /** Blocks of one bar destroy what momentum lives on; long blocks keep it. */
    @Test
    void anEdgeThatLivesOnOrderDiesInShortBlocks() {
        BacktestRequest request =
                Markets.request(
                        Markets.persistent(1, 600, 0.4), Markets.choice(Markets.MOMENTUM), "0");

        BarMonteCarlo single = run(request, 1);
        BarMonteCarlo blocks = run(request, 100);

        assertThat(single.actualSharpe()).isEqualTo(blocks.actualSharpe()).isPositive();
        assertThat(single.sharpe().median()).isLessThan(0.5 * single.actualSharpe());
        assertThat(blocks.sharpe().median()).isGreaterThan(0.7 * blocks.actualSharpe());
    }

    private static BarMonteCarlo run(BacktestRequest request, double meanBlock) {
        return BarMonteCarlo.run(
                Candidate.of(request.strategy()), request, 12, meanBlock, 0.5, random(9), _ -> {});
    }

    private static boolean isAChangeOf(BarSeries bars, double change) {
        for (int i = 1; i < bars.size(); i++) {
            if (Math.abs(bars.closeValue(i) / bars.closeValue(i - 1) / change - 1) < 1e-5) {
                return true;
            }
        }
        return false;
    }

    private static SplittableRandom random(long seed) {
        return new SplittableRandom(seed);
    }
}
