package dev.keel.sim.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.tuple;

import dev.keel.core.money.Quantity;
import dev.keel.core.sizing.Sizing;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.grid.Axis;
import dev.keel.sim.grid.Objective;
import dev.keel.sim.loop.FillTiming;
import dev.keel.sim.market.BarFile;
import dev.keel.sim.matching.SlippageModel;
import dev.keel.sim.matching.VenueModel;
import dev.keel.sim.sweep.Trial.Method;
import dev.keel.testkit.SharedData;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(Objective.class)
    void agreesWithThePipelineForEveryCombination(Objective objective) throws InterruptedException {
        SweepRequest some = Sweeps.sweep(objective, "fast=2..12:2", "slow=14..30:4");
        SweepRequest all =
                new SweepRequest(some.base(), some.grid(), some.search(), objective, 1_000);

        SweepResult result = Sweeps.run(all);

        assertThat(result.trials()).hasSize(30).allMatch(trial -> trial.method() == Method.FULL);
        assertThat(result.agrees()).isTrue();
        assertThat(result.confirmations()).hasSize(objective.needsTrades() ? 0 : 30);
        assertThat(result.trials())
                .isSortedAccordingTo(Trial.bestFirst(objective))
                .anyMatch(trial -> trial.fills() > 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fixed", "percent", "close", "costs"})
    void agreesUnderOtherConditions(String kind) throws InterruptedException {
        SweepRequest usual = Sweeps.sweep(Objective.SHARPE, "fast=2..6", "slow=8..12");
        BacktestRequest base =
                switch (kind) {
                    case "fixed" -> usual.base().withSizing(new Sizing.Fixed(Quantity.of("990")));
                    case "percent" ->
                            usual.base()
                                    .withSizing(new Sizing.PercentOfEquity(new BigDecimal("0.37")));
                    case "costs" ->
                            usual.base()
                                    .withVenue(
                                            VenueModel.PLAIN.withSlippage(
                                                    new SlippageModel.Spread(
                                                            new BigDecimal("0.0002"),
                                                            new SlippageModel.FixedFraction(
                                                                    new BigDecimal("0.0003")))));
                    default -> usual.base().withTiming(FillTiming.CLOSE);
                };
        SweepResult result =
                Sweeps.run(
                        new SweepRequest(
                                base, usual.grid(), usual.search(), usual.objective(), 25));

        assertThat(result.confirmations()).hasSize(25);
        assertThat(result.agrees()).isTrue();
    }

    @Test
    void goesThroughThePipelineWhereSlippageHangsOnVolume() throws InterruptedException {
        SweepRequest usual = Sweeps.sweep(Objective.SHARPE, "fast=2..4", "slow=8..9");
        BacktestRequest base =
                usual.base()
                        .withVenue(
                                VenueModel.PLAIN.withSlippage(
                                        new SlippageModel.VolumeShare(
                                                new BigDecimal("0.1"),
                                                new BigDecimal("0.02"),
                                                new BigDecimal("0.001"))));

        SweepResult result =
                Sweeps.run(
                        new SweepRequest(base, usual.grid(), usual.search(), usual.objective(), 5));

        assertThat(result.obstacle())
                .hasValueSatisfying(why -> assertThat(why).contains("slippage"));
        assertThat(result.trials()).hasSize(6).allMatch(trial -> trial.method() == Method.FULL);
    }

    @Test
    void countsWhatTheStrategyRefusesApart() throws InterruptedException {
        SweepResult result = Sweeps.run(Sweeps.sweep(Objective.SHARPE, "fast=4..6", "slow=5..7"));

        assertThat(result.trials()).hasSize(6);
        assertThat(result.refused()).isEqualTo(3);
        assertThat(result.refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("fast").contains("slow"));
    }

    @Test
    void refusesAnAxisThatTheStrategyDoesNotHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sweeps.sweep(Objective.SHARPE, "speed=1..2"))
                .withMessageContaining("'speed' is unknown");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sweeps.sweep(Objective.SHARPE, "fast=0..2"))
                .withMessageContaining("'fast'");
    }

    @Test
    void drawsTheSameCombinationsForTheSameSeed() throws InterruptedException {
        List<List<Integer>> drawn = new ArrayList<>();
        for (long seed : new long[] {1, 1, 2}) {
            drawn.add(indexes(searched(new Search.Random(10, seed))));
        }

        assertThat(drawn.get(0)).hasSize(10).doesNotHaveDuplicates().isEqualTo(drawn.get(1));
        assertThat(new HashSet<>(drawn.get(2))).isNotEqualTo(new HashSet<>(drawn.get(0)));
    }

    @Test
    void breedsTheSameCombinationsForTheSameSeedAndFindsAGoodOne() throws InterruptedException {
        SweepResult all = searched(new Search.All());
        SweepResult bred = searched(new Search.Evolution(60, 5));

        assertThat(indexes(bred)).isEqualTo(indexes(searched(new Search.Evolution(60, 5))));
        assertThat(bred.trials()).hasSizeLessThanOrEqualTo(60);
        List<Integer> bestTwentieth = indexes(all).subList(0, all.trials().size() / 20);
        assertThat(bestTwentieth).contains(bred.trials().getFirst().index());
    }

    @Test
    void goesOnWhereItWasInterrupted() throws InterruptedException {
        SweepRequest request = Sweeps.sweep(Objective.SHARPE, "fast=2..9", "slow=10..29");
        SweepResult whole = Sweeps.run(request);
        List<SweepBook.Entry> half = new ArrayList<>();
        for (Trial trial : whole.trials().subList(0, 90)) {
            half.add(new SweepBook.Tried(trial));
        }
        try (SweepFile book = SweepFile.open(folder, request)) {
            book.write(half);
        }

        SweepResult resumed;
        try (SweepFile book = SweepFile.open(folder, request)) {
            resumed = Sweeps.run(request, book);
        }

        assertThat(resumed.resumed()).isEqualTo(90);
        assertThat(resumed.trials())
                .extracting(Trial::index, Trial::objective, Trial::path)
                .containsExactlyElementsOf(
                        whole.trials().stream()
                                .map(trial -> tuple(trial.index(), trial.objective(), trial.path()))
                                .toList());
    }

    /** The figure that others found for the best of these combinations. */
    @Test
    void findsTheKnownBestOfTheRealFile() throws InterruptedException {
        Path file = SharedData.require("crypto_btcperp_1m.csv.gz");
        BacktestRequest base = Sweeps.crossing(BarFile.load(file).series());
        BacktestRequest million =
                new BacktestRequest(
                        base.bars(),
                        base.instrument(),
                        base.strategy(),
                        base.capital().times(BigDecimal.TEN),
                        base.sizing(),
                        base.timing(),
                        base.venue(),
                        base.policy());

        SweepResult result =
                Sweeps.run(
                        SweepRequest.of(
                                million,
                                List.of(Axis.parse("fast=5..24"), Axis.parse("slow=30..49")),
                                Objective.TOTAL_RETURN));

        assertThat(result.agrees()).isTrue();
        assertThat(result.confirmations()).hasSize(20);
        Trial best = result.trials().getFirst();
        assertThat(best.parameters()).isEqualTo(Map.of("fast", "24", "slow", "48"));
        assertThat(best.finalEquity()).isCloseTo(395_665.78, offset(0.01));
    }

    private static SweepResult searched(Search search) throws InterruptedException {
        SweepRequest usual = Sweeps.sweep(Objective.TOTAL_RETURN, "fast=2..15", "slow=20..49");
        return Sweeps.run(
                new SweepRequest(usual.base(), usual.grid(), search, usual.objective(), 0));
    }

    private static List<Integer> indexes(SweepResult result) {
        return result.trials().stream().map(Trial::index).toList();
    }
}
