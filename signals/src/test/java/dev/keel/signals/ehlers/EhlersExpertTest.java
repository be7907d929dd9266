package dev.keel.signals.ehlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.keel.core.market.Bar;
import dev.keel.core.signal.Reason;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.indicator.Bars;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EhlersExpertTest {

    @Test
    void sleepsUntilAllMembersHaveWarmedUp() {
        Expert expert = new EhlersExpert();
        List<Bar> bars = Bars.turningMarket(1, expert.warmUpBars() + 50);

        for (int i = 0; i < bars.size(); i++) {
            expert.onBar(bars.get(i));
            assertThat(expert.isAwake()).isEqualTo(i + 1 >= expert.warmUpBars());
            if (!expert.isAwake()) {
                assertThat(expert.score()).isZero();
                assertThat(expert.reliability()).isZero();
                assertThat(expert.evidence()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void staysWithinItsBounds(long seed) {
        Expert expert = new EhlersExpert();

        for (Bar bar : Bars.turningMarket(seed, 1_500)) {
            expert.onBar(bar);
            assertThat(expert.score()).isBetween(-1.0, 1.0);
            assertThat(expert.reliability()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void saysTheSameWhateverComesLater() {
        List<Bar> bars = Bars.turningMarket(7, 900);
        Expert whole = new EhlersExpert();
        List<Double> scores = new ArrayList<>();
        List<Double> reliabilities = new ArrayList<>();
        for (Bar bar : bars) {
            whole.onBar(bar);
            scores.add(whole.score());
            reliabilities.add(whole.reliability());
        }

        for (int end = 0; end < bars.size(); end += 101) {
            Expert part = new EhlersExpert();
            bars.subList(0, end + 1).forEach(part::onBar);
            assertThat(part.score()).isEqualTo(scores.get(end));
            assertThat(part.reliability()).isEqualTo(reliabilities.get(end));
        }
    }

    @Test
    void sleepsWhileNothingMoves() {
        Expert expert = new EhlersExpert();

        for (int i = 0; i < 1_000; i++) {
            expert.onBar(Bars.bar(i, 100, 100, 100, 100));
            assertThat(expert.isAwake()).isFalse();
        }
    }

    @Test
    void pointsAlongASteadyTrendAndMirrorsIt() {
        Expert rising = new EhlersExpert();
        Expert falling = new EhlersExpert();

        for (int i = 0; i < 600; i++) {
            double up = 1_000 + i;
            double down = 2_000 - i;
            rising.onBar(Bars.bar(i, up, up + 2, up - 2, up));
            falling.onBar(Bars.bar(i, down, down + 2, down - 2, down));
        }

        assertThat(rising.score()).isPositive();
        assertThat(falling.score()).isNegative();
        assertThat(rising.reliability()).isGreaterThan(0.1);
    }

    /** MAMA's measurement begins at a price of zero, which is no mirror image; that wears off. */
    @Test
    void aMirroredMarketGivesAMirroredScoreOnceTheStartIsForgotten() {
        List<Bar> bars = Bars.turningMarket(11, 2_500);
        List<Bar> mirrored = Bars.mirrored(bars, 3_000);
        Expert one = new EhlersExpert();
        Expert other = new EhlersExpert();

        for (int i = 0; i < bars.size(); i++) {
            one.onBar(bars.get(i));
            other.onBar(mirrored.get(i));
            if (i >= 1_500) {
                assertThat(other.score()).isCloseTo(-one.score(), within(1e-6));
            }
        }
    }

    @Test
    void explainsItselfInFigures() {
        EhlersExpert expert = new EhlersExpert();
        Bars.turningMarket(3, 700).forEach(expert::onBar);

        List<Reason> evidence = expert.evidence();

        assertThat(evidence).hasSize(3);
        assertThat(evidence.get(0).text()).startsWith("the trend group points");
        assertThat(evidence.get(1).text()).startsWith("the cycle group points");
        double weight = figure(evidence.get(2), "weight of the trend group");
        double mean =
                weight * figure(evidence.get(0), "mean vote")
                        + (1 - weight) * figure(evidence.get(1), "mean vote");
        assertThat(expert.score()).isCloseTo(mean, within(1e-12));
        assertThat(figure(evidence.get(2), "dominant cycle in bars"))
                .isEqualTo(expert.dominantCyclePeriod());
    }

    @Test
    void allocatesNothingPerBar() {
        EhlersExpert expert = new EhlersExpert();
        List<Bar> bars = Bars.turningMarket(5, 1_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int rounds = 20;

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < bars.size(); i++) {
                expert.onBar(bars.get(i));
            }
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).isLessThan(4L * rounds * bars.size());
    }

    @Test
    void isDefinedWithItsPrior() {
        assertThat(EhlersExpert.DEFINITION.name()).isEqualTo("ehlers");
        assertThat(EhlersExpert.DEFINITION.prior()).isEqualTo(0.35);
    }

    private static double figure(Reason reason, String name) {
        return reason.figures().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
