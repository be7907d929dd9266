package dev.keel.sim.validate.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.market.BarSeries;
import dev.keel.core.strategy.BuyAndHold;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.sim.grid.Axis;
import dev.keel.sim.grid.Objective;
import dev.keel.sim.trial.TrialBook;
import dev.keel.sim.validate.Candidate;
import dev.keel.sim.validate.Markets;
import dev.keel.sim.validate.forward.ParameterGrid;
import dev.keel.sim.validate.forward.WalkForwardSettings;
import dev.keel.sim.validate.leak.LookAheadSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromotionTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final PromotionSettings QUICK =
            new PromotionSettings(
                    new LookAheadSettings(200, 5, false, 1),
                    new WalkForwardSettings(
                            WalkForwardSettings.Window.ROLLING, 3, 0.5, 0, 0, Objective.SHARPE),
                    200,
                    200,
                    1);

    @TempDir private Path folder;

    /**
     * Strategies without any skill, on markets in which there is nothing to find, without fees, so
     * that nothing but chance decides. Each begins a book of its own: counting the others would
     * only make it harder.
     */
    @Test
    void ofTwoHundredRandomStrategiesAtMostFiveInAHundredPass() {
        int passed = 0;
        List<BarSeries> markets = new ArrayList<>();
        for (int seed = 0; seed < 20; seed++) {
            markets.add(Markets.random(seed, 700));
        }

        for (int i = 0; i < 200; i++) {
            StrategyChoice choice =
                    Markets.choice(
                            Markets.BY_CHANCE,
                            "salt",
                            Integer.toString(i * 7 + 1),
                            "enter",
                            "0.15",
                            "leave",
                            "0.15");
            PromotionReport report =
                    promote(markets.get(i % 20), choice, "enter=0.12,0.15,0.18", "0", "book" + i);
            passed += report.promoted() ? 1 : 0;
            // They are honest and busy: it must be their results that speak against them.
            for (String key : List.of("lookAhead", "warmUp", "trades")) {
                assertThat(gate(report, key).outcome()).isEqualTo(Gate.Outcome.PASSED);
            }
        }

        assertThat(passed).isLessThanOrEqualTo(10);
    }

    /** The gates must not only say no. */
    @Test
    void aTrueEdgePasses() {
        StrategyChoice choice = Markets.choice(Markets.MOMENTUM);

        for (int seed = 1; seed <= 5; seed++) {
            PromotionReport report =
                    promote(
                            Markets.persistent(seed, 3_000, 0.4),
                            choice,
                            "back=1,2,3,8",
                            "0.0002",
                            "edge" + seed);

            assertThat(report.failed()).as("seed " + seed).isEmpty();
            assertThat(report.promoted()).isTrue();
            assertThat(report.worth().getLast()).contains("not a promise");
        }
    }

    /** As above, but every change of the next bar is known: the other gates are all passed. */
    @Test
    void aPeekerFailsHoweverMuchItEarns() {
        Candidate peeker = bars -> new StrategyChoice(Peeker.definition(bars), Map.of());
        BarSeries bars = Markets.random(3, 1_000);
        BacktestRequest request = Markets.request(bars, peeker.on(bars), "0");

        PromotionReport report =
                Promotion.run(
                        subject(peeker, request, ParameterGrid.around(request.strategy())),
                        QUICK,
                        new TrialBook(folder),
                        NOW,
                        _ -> {});

        assertThat(report.promoted()).isFalse();
        assertThat(gate(report, "lookAhead").outcome()).isEqualTo(Gate.Outcome.FAILED);
        assertThat(gate(report, "deflatedSharpe").outcome()).isEqualTo(Gate.Outcome.PASSED);
        assertThat(gate(report, "overfitting").outcome()).isEqualTo(Gate.Outcome.NOT_APPLICABLE);
    }

    /** Trying again with other parameters is not free: the same result is worth less. */
    @Test
    void everyAttemptCounts() {
        BarSeries bars = Markets.persistent(1, 800, 0.15);
        StrategyChoice choice = Markets.choice(Markets.MOMENTUM);

        PromotionReport first = promote(bars, choice, "back=1,2", "0.0002", "book");
        PromotionReport again = promote(bars, choice, "back=1,2", "0.0002", "book");
        PromotionReport wide = promote(bars, choice, "back=1..30", "0.0002", "book");

        assertThat(first.trials().trials()).isEqualTo(2);
        assertThat(again.trials().trials()).isEqualTo(2);
        assertThat(again.trials().runs()).isEqualTo(4);
        assertThat(wide.trials().trials()).isEqualTo(30);
        assertThat(gate(wide, "deflatedSharpe").value())
                .isLessThan(gate(first, "deflatedSharpe").value());
    }

    @Test
    void saysWhatALoserIsWorth() {
        PromotionReport report =
                promote(
                        Markets.random(1, 700),
                        Markets.choice(Markets.BY_CHANCE),
                        "enter=0.1,0.2",
                        "0.002",
                        "book");

        assertThat(report.promoted()).isFalse();
        assertThat(report.worth().getFirst()).startsWith("It lost ");
        assertThat(report.worth().get(1)).startsWith("Without any fees and slippage it would");
        assertThat(report.worth().getLast()).startsWith("As it stands it is a way to lose money");
        assertThat(gate(report, "doubledCosts").outcome()).isEqualTo(Gate.Outcome.FAILED);
    }

    @Test
    void theSameSeedGivesTheSameReport() {
        BarSeries bars = Markets.persistent(1, 700, 0.3);
        StrategyChoice choice = Markets.choice(Markets.MOMENTUM);

        assertThat(promote(bars, choice, "back=1,2", "0", "one"))
                .usingRecursiveComparison()
                .isEqualTo(promote(bars, choice, "back=1,2", "0", "other"));
    }

    @Test
    void whatNeverTradesFails() {
        PromotionReport report =
                promote(
                        Markets.random(1, 700),
                        Markets.choice(Markets.BY_CHANCE, "enter", "0"),
                        "salt=1,2",
                        "0",
                        "book");

        assertThat(report.promoted()).isFalse();
        assertThat(report.worth().getFirst()).startsWith("It never held anything");
    }

    @Test
    void theGridMustHoldWhatIsPromoted() {
        assertThatThrownBy(() ->
                        promote(
                                Markets.random(1, 700),
                                Markets.choice(Markets.MOMENTUM),
                                "back=2,3",
                                "0",
                                "book"))
                .hasMessage("grid must hold the configuration that is to be promoted, {back=1}");
    }

    @Test
    void holdingTheMarketIsJudgedLikeAnyOther() {
        BarSeries bars = Markets.random(1, 700);
        StrategyChoice choice = Markets.choice(BuyAndHold.DEFINITION);
        BacktestRequest request = Markets.request(bars, choice, "0");

        PromotionReport report =
                Promotion.run(
                        subject(Candidate.of(choice), request, ParameterGrid.around(choice)),
                        QUICK,
                        new TrialBook(folder),
                        NOW,
                        _ -> {});

        assertThat(gate(report, "trades").outcome()).isEqualTo(Gate.Outcome.FAILED);
        assertThat(gate(report, "market").outcome()).isEqualTo(Gate.Outcome.REPORTED);
    }

    private PromotionReport promote(
            BarSeries bars, StrategyChoice choice, String grid, String fee, String book) {
        return Promotion.run(
                subject(
                        Candidate.of(choice),
                        Markets.request(bars, choice, fee),
                        ParameterGrid.of(
                                choice.definition(), choice.given(), List.of(Axis.parse(grid)))),
                QUICK,
                new TrialBook(folder.resolve(book)),
                NOW,
                _ -> {});
    }

    private static Promotion.Subject subject(
            Candidate candidate, BacktestRequest request, ParameterGrid grid) {
        return new Promotion.Subject(
                candidate, request, feesTimes(2, request), feesTimes(0, request), grid);
    }

    private static BacktestRequest feesTimes(int factor, BacktestRequest request) {
        Instrument instrument = request.instrument();
        BigDecimal fee = instrument.fees().taker().multiply(BigDecimal.valueOf(factor));
        return new BacktestRequest(
                request.bars(),
                new Instrument(
                        instrument.id(),
                        instrument.base(),
                        instrument.quote(),
                        instrument.kind(),
                        instrument.rules(),
                        FeeRates.flat(fee),
                        instrument.contractSize()),
                request.strategy(),
                request.capital(),
                request.sizing(),
                request.timing(),
                request.venue(),
                request.policy());
    }

    private static Gate gate(PromotionReport report, String key) {
        return report.gates().stream()
                .filter(gate -> gate.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
