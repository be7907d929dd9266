package dev.keel.sim.validate.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.market.BarSeries;
import dev.keel.core.strategy.BuyAndHold;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.grid.Axis;
import dev.keel.sim.grid.Objective;
import dev.keel.sim.validate.Evaluation;
import dev.keel.sim.validate.Markets;
import dev.keel.sim.validate.Slices;
import dev.keel.sim.validate.forward.WalkForwardReport.Fold;
import dev.keel.sim.validate.forward.WalkForwardSettings.Window;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WalkForwardTest {
    private static final BarSeries BARS = Markets.persistent(1, 1_000, 0.35);
    private static final ParameterGrid GRID =
            ParameterGrid.of(Markets.MOMENTUM, Map.of(), List.of(Axis.parse("back=1,2,20")));

    @Test
    void everyBarAfterTheFirstStretchIsTestedOnce() {
        WalkForwardReport report = run(BARS, Window.ROLLING, 0);

        assertThat(report.folds()).hasSize(4);
        assertThat(report.folds().stream().mapToInt(Fold::testBars).sum()).isEqualTo(500);
        assertThat(report.folds()).allMatch(fold -> fold.trainBars() == 500);
        assertThat(report.folds().getFirst().testFrom()).isEqualTo(BARS.bar(500).openTime());
        assertThat(report.folds().get(1).trainFrom()).isEqualTo(BARS.bar(125).openTime());
    }

    @Test
    void anchoredStretchesGrow() {
        WalkForwardReport report = run(BARS, Window.ANCHORED, 0);

        assertThat(report.folds().stream().map(Fold::trainBars).toList())
                .containsExactly(500, 625, 750, 875);
        assertThat(report.folds())
                .allMatch(fold -> fold.trainFrom().equals(BARS.bar(0).openTime()));
    }

    @Test
    void theGapIsNotLearntFrom() {
        WalkForwardReport report = run(BARS, Window.ROLLING, 20);

        assertThat(report.folds()).allMatch(fold -> fold.trainBars() == 480);
        assertThat(report.folds().getFirst().testFrom()).isEqualTo(BARS.bar(500).openTime());
    }

    /** What comes after a test must not change what was chosen before it. */
    @Test
    void choicesKnowNothingOfTheirTests() {
        WalkForwardReport all = run(BARS, Window.ROLLING, 0);
        WalkForwardReport other =
                run(
                        joined(Slices.of(BARS, 0, 500), Markets.persistent(2, 1_000, -0.3)),
                        Window.ROLLING,
                        0);

        assertThat(other.folds().getFirst().chosen()).isEqualTo(all.folds().getFirst().chosen());
        assertThat(other.folds().getFirst().trainObjective())
                .isEqualTo(all.folds().getFirst().trainObjective());
        assertThat(other.folds().getFirst().testReturn())
                .isNotEqualTo(all.folds().getFirst().testReturn());
    }

    @Test
    void findsAnEdgeThatIsThere() {
        WalkForwardReport report = run(BARS, Window.ROLLING, 0);

        assertThat(report.annualSharpe()).isPositive();
        assertThat(report.efficiency().orElseThrow()).isBetween(0.3, 3.0);
        assertThat(report.folds()).allMatch(fold -> fold.chosen().equals(Map.of("back", "1")));
        assertThat(report.stability()).containsExactly(Map.entry("back", 0.0));
    }

    /** Tests are put one after the other: holding through all of them is holding, less the fees. */
    @Test
    void chainsItsTests() {
        BacktestRequest request = Markets.request(BARS, Markets.choice(BuyAndHold.DEFINITION), "0");
        WalkForwardReport report =
                WalkForward.run(
                        request,
                        ParameterGrid.around(request.strategy()),
                        settings(Window.ROLLING, 0, 0),
                        _ -> {});
        double chained = 1;
        for (Fold fold : report.folds()) {
            chained *= 1 + fold.testReturn();
        }

        assertThat(report.totalReturn()).isCloseTo(chained - 1, within(1e-12));
        assertThat(report.tradesClosed()).isZero();
    }

    /** Shown the bars before, it can act on the first bar of its test. */
    @Test
    void warmsUpBeforeATest() {
        BarSeries test = Slices.of(BARS, 500, 540);
        BacktestRequest request =
                Markets.request(test, Markets.choice(Markets.MOMENTUM, "back", "30"), "0");

        Evaluation cold = Evaluation.run(request);
        Evaluation warm =
                Evaluation.run(
                        request.withStrategy(
                                WalkForward.warmedUp(
                                        request.strategy(), Slices.of(BARS, 400, 500))));

        assertThat(cold.performance()).isNotEqualTo(warm.performance());
        assertThat(warm.returns()).isNotEqualTo(cold.returns());
    }

    @Test
    void needsBars() {
        assertThatThrownBy(() -> run(Slices.of(BARS, 0, 8), Window.ROLLING, 0))
                .hasMessageStartingWith("bars must be enough");
        assertThatThrownBy(() -> run(BARS, Window.ROLLING, 499))
                .hasMessageStartingWith("bars must be enough");
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertThatThrownBy(() ->
                        new WalkForwardSettings(Window.ROLLING, 1, 0.5, 0, 0, Objective.SHARPE))
                .hasMessage("folds must be at least 2, was 1");
        assertThatThrownBy(
                        () -> new WalkForwardSettings(Window.ROLLING, 2, 1, 0, 0, Objective.SHARPE))
                .hasMessage("trainShare must be above 0 and below 1, was 1.0");
    }

    @Test
    void neighboursAreMeasured() {
        BacktestRequest request = Markets.request(BARS, Markets.choice(Markets.MOMENTUM), "0");
        List<Evaluation> evaluations =
                GRID.points().stream()
                        .map(point -> Evaluation.run(request.withStrategy(point.choice())))
                        .toList();

        Neighbourhood around = Neighbourhood.of(GRID, evaluations, 0).orElseThrow();

        assertThat(around.neighbours()).isEqualTo(1);
        assertThat(around.own()).isEqualTo(evaluations.get(0).sharpePerBar());
        assertThat(around.median()).isEqualTo(evaluations.get(1).sharpePerBar());
    }

    private static BarSeries joined(BarSeries first, BarSeries second) {
        BarSeries.Builder series = BarSeries.builder(first.format());
        for (int i = 0; i < second.size(); i++) {
            series.add(i < first.size() ? first.bar(i) : second.bar(i));
        }
        return series.build();
    }

    private static WalkForwardReport run(BarSeries bars, Window window, int gap) {
        return WalkForward.run(
                Markets.request(bars, Markets.choice(Markets.MOMENTUM), "0.0002"),
                GRID,
                settings(window, gap, 50),
                _ -> {});
    }

    private static WalkForwardSettings settings(Window window, int gap, int warmUp) {
        return new WalkForwardSettings(window, 4, 0.5, gap, warmUp, Objective.SHARPE);
    }
}
