package dev.keel.sim.validate.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.PricePlan;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Signal;
import dev.keel.core.strategy.SmaCross;
import dev.keel.core.strategy.StrategyDefinition;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.sim.validate.Candidate;
import dev.keel.sim.validate.Markets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final InstrumentId INSTRUMENT = InstrumentId.of("TEST");

    /** A crossing needs the averages of two bars: no later start can differ after that. */
    @Test
    void averagesOfThirtyBarsNeedThirtyOneAtMost() {
        WarmUpReport report = analyse(Candidate.of(Markets.choice(SmaCross.DEFINITION)), 2_000);

        assertThat(report.stable()).isTrue();
        assertThat(report.needed().orElseThrow()).isBetween(1, 31);
        assertThat(report.starts()).allMatch(start -> start.worstFigure() == 0);
    }

    /** Its average forgets a part of 1 / weight of the first bar with each bar. */
    @Test
    void recursiveAveragesNeedTheLongerTheSlowerTheyForget() {
        int quick = analyse(recursive(0.2), 2_000).needed().orElseThrow();
        int slow = analyse(recursive(0.05), 2_000).needed().orElseThrow();

        assertThat(quick).isBetween(20, 100);
        assertThat(slow).isGreaterThan(2 * quick);
    }

    @Test
    void anAverageOverEverythingNeverForgets() {
        WarmUpReport report = analyse(recursive(0), 2_000);

        assertThat(report.stable()).isFalse();
        assertThat(report.needed()).isEmpty();
        assertThat(report.starts().getLast().firstDifference()).contains("became");
    }

    @Test
    void needsBars() {
        assertThatThrownBy(() -> analyse(recursive(0.1), 19))
                .hasMessage("bars must be at least 20, were 19");
    }

    private static WarmUpReport analyse(Candidate candidate, int bars) {
        return WarmUp.analyse(candidate, INSTRUMENT, Markets.random(3, bars), bars, _ -> {});
    }

    /** Says at every bar what its average is; a weight of 0 is the mean of all bars so far. */
    private static Candidate recursive(double weight) {
        StrategyDefinition definition =
                new StrategyDefinition(
                        "recursive",
                        "An average.",
                        List.of(),
                        (source, _) -> {
                            double[] average = {0};
                            int[] seen = {0};
                            return bar -> {
                                seen[0]++;
                                double share =
                                        seen[0] == 1 ? 1 : weight == 0 ? 1.0 / seen[0] : weight;
                                average[0] += share * (bar.closeValue() - average[0]);
                                Reason.Figure figure = new Reason.Figure("average", average[0]);
                                return Optional.of(
                                        new Signal(
                                                source.signalAt(bar),
                                                Direction.LONG,
                                                1,
                                                1,
                                                PricePlan.at(bar.closePrice()),
                                                List.of(Reason.of("average", figure))));
                            };
                        });
        return Candidate.of(new StrategyChoice(definition, Map.of()));
    }
}
