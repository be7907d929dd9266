package dev.keel.signals.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class LevelRuleTest {

    private static final EvidenceName NAME = index -> "level " + index;

    private final LevelRule rule = new LevelRule();

    @Test
    void rejectsUpByTheKernelAndThePlaceOfTheCloseInTheBar() {
        rule.onBar(103, 101, 102, 2);
        rule.onBar(102, 100.1, 101, 2);
        rule.offer(100, 1, NAME, 7);

        // u = (101 - 100) / 2 = 0.5, K = exp(-0.5), place = 0.9 / 1.9.
        assertThat(rule.score()).isEqualTo(Math.exp(-0.5) * 0.9 / 1.9, within(1e-12));
        assertThat(rule.reliability()).isEqualTo(rule.score() / 2, within(1e-12));
        assertThat(rule.evidence())
                .singleElement()
                .satisfies(reason ->
                        assertThat(reason.toString())
                                .startsWith("rejected up from level 7 (level 100")
                                .contains("distance in ATR 0.50000000"));
    }

    @Test
    void sleepsOnALevelThatTheLowDidNotComeNear() {
        rule.onBar(103, 101, 102, 2);
        rule.onBar(102, 100.21, 101, 2);
        rule.offer(100, 1, NAME, 0);

        assertThat(rule.isAwake()).isFalse();
        assertThat(rule.score()).isZero();
        assertThat(rule.evidence()).isEmpty();
    }

    @Test
    void tellsABreakThatFadesWhileTheClosesStayBeyond() {
        rule.onBar(100, 98, 99, 2);
        rule.onBar(102, 99, 101, 2);
        rule.offer(100, 1, NAME, 0);
        double atTheBreak = rule.score();
        rule.onBar(104, 100.5, 103, 2);
        rule.offer(100, 1, NAME, 0);

        assertThat(atTheBreak).isEqualTo(0.5);
        assertThat(rule.score()).isEqualTo(Math.exp(-0.2), within(1e-12));
        assertThat(rule.evidence().getFirst().text()).isEqualTo("broke above level 0");
    }

    @Test
    void saysNothingOfABreakWithinAQuarterOfTheRange() {
        rule.onBar(100, 98, 99, 4);
        rule.onBar(101, 99, 100.9, 4);
        rule.offer(100, 1, NAME, 0);

        assertThat(rule.isAwake()).isFalse();
    }

    @Test
    void forgetsABreakAfterTheMemory() {
        rule.onBar(100, 98, 99, 1);
        for (int i = 0; i <= LevelRule.MEMORY_BARS; i++) {
            rule.onBar(106, 104, 105, 1);
            rule.offer(100, 1, NAME, 0);
            assertThat(rule.score()).isEqualTo(Math.exp(-i / 5.0), within(1e-12));
        }

        rule.onBar(106, 104, 105, 1);
        rule.offer(100, 1, NAME, 0);

        assertThat(rule.isAwake()).isFalse();
    }

    @Test
    void letsConfluenceRaiseTheReliabilityAndNotTheScore() {
        rule.onBar(103, 101, 102, 2);
        rule.onBar(102, 100, 101, 2);
        rule.offer(100, 1, NAME, 0);
        double alone = rule.score();
        double reliabilityAlone = rule.reliability();
        rule.offer(100, 0.6, NAME, 1);

        assertThat(rule.score()).isEqualTo(alone, within(1e-12));
        assertThat(rule.reliability())
                .isEqualTo(1 - (1 - reliabilityAlone) * (1 - 0.6 * alone / 2), within(1e-12));
        assertThat(rule.evidence()).hasSize(2);
    }

    @Test
    void sleepsInAFlatMarket() {
        for (int i = 0; i < 30; i++) {
            rule.onBar(100, 100, 100, 0);
            rule.offer(100, 1, NAME, 0);
            assertThat(rule.isAwake()).isFalse();
            assertThat(rule.reliability()).isZero();
        }
    }

    @Test
    void comparesAMovingLineWithWhereItWas() {
        // The line rises by 2: it was 98 at the first bar, where the close of 99 was above it.
        rule.onBar(100, 98, 99, 2);
        rule.onBar(103, 100, 101, 2);
        double moving = rule.scoreOf(100, 2);
        double resting = rule.scoreOf(100, 0);

        assertThat(moving).isEqualTo(Math.exp(-0.5) / 3, within(1e-12));
        assertThat(resting).isEqualTo(0.5);
    }

    @Test
    void keepsTheStrongestOfMany() {
        rule.onBar(103, 101, 102, 2);
        rule.onBar(102, 99, 101, 2);
        double[] weights = {0.3, 1, 0.6, 0.8, 0.3};
        for (int i = 0; i < weights.length; i++) {
            rule.offer(100, weights[i], NAME, i);
        }

        assertThat(rule.evidence())
                .extracting(reason -> reason.text())
                .containsExactly(
                        "rejected up from level 1",
                        "rejected up from level 3",
                        "rejected up from level 2");
    }

    @Property(tries = 200)
    void isTheSameUpsideDownAndAtAnyScale(
            @ForAll long seed, @ForAll @DoubleRange(min = -5, max = 6) double exponent) {
        double scale = Math.pow(10, exponent);
        LevelRule mirrored = new LevelRule();
        LevelRule scaled = new LevelRule();
        LevelRule plain = new LevelRule();
        SplittableRandom random = new SplittableRandom(seed);
        double close = 100;
        for (int i = 0; i < 60; i++) {
            close += random.nextGaussian();
            double high = close + random.nextDouble();
            double low = close - random.nextDouble();
            plain.onBar(high, low, close, 1.5);
            scaled.onBar(high * scale, low * scale, close * scale, 1.5 * scale);
            mirrored.onBar(200 - low, 200 - high, 200 - close, 1.5);
            for (int level = 95; level <= 105; level++) {
                double at = level + 0.1234567;
                plain.offer(at, 0.6, NAME, level);
                scaled.offer(at * scale, 0.6, NAME, level);
                mirrored.offer(200 - at, 0.6, NAME, level);
            }
            assertThat(plain.score()).isBetween(-1.0, 1.0);
            assertThat(plain.reliability()).isBetween(0.0, 1.0);
            assertThat(scaled.score()).isEqualTo(plain.score(), within(1e-9));
            assertThat(scaled.reliability()).isEqualTo(plain.reliability(), within(1e-9));
            assertThat(mirrored.score()).isEqualTo(-plain.score(), within(1e-9));
        }
    }

    @Property(tries = 100)
    void offersOfFarLevelsChangeNothing(@ForAll long seed) {
        LevelRule fresh = new LevelRule();
        SplittableRandom random = new SplittableRandom(seed);
        double close = 100;
        for (int i = 0; i < 60; i++) {
            close += random.nextGaussian();
            fresh.onBar(close + random.nextDouble(), close - random.nextDouble(), close, 1.5);
            for (int step = -400; step <= 400; step++) {
                double level = 100 + step / 20.0;
                boolean within = level >= fresh.lowestReached() && level <= fresh.highestReached();
                if (!within) {
                    assertThat(fresh.scoreOf(level, 0)).isNaN();
                }
            }
        }
    }

    /** The rule written down a second time, over all bars at once, with no short cut. */
    @Property(tries = 100)
    void agreesWithThePlainDefinition(
            @ForAll long seed, @ForAll @DoubleRange(min = -1, max = 1) double slope) {
        LevelRule fresh = new LevelRule();
        SplittableRandom random = new SplittableRandom(seed);
        int count = 40;
        double[] high = new double[count];
        double[] low = new double[count];
        double[] close = new double[count];
        double price = 100;
        for (int t = 0; t < count; t++) {
            price += random.nextGaussian();
            close[t] = price;
            high[t] = price + random.nextDouble();
            low[t] = price - random.nextDouble();
            fresh.onBar(high[t], low[t], close[t], 1.25);
            double sum = 0;
            double weights = 0;
            double doubt = 1;
            for (int line = -30; line <= 30; line++) {
                double level = 100 + line / 3.0;
                double weight = line % 2 == 0 ? 0.8 : 0.3;
                fresh.offerLine(level, slope, weight, NAME, line);
                double score = plainly(high, low, close, t, level, slope);
                if (!Double.isNaN(score)) {
                    sum += weight * score;
                    weights += weight;
                    doubt *= 1 - weight * Math.abs(score) / 2;
                }
            }
            assertThat(fresh.isAwake()).isEqualTo(weights > 0);
            assertThat(fresh.score()).isEqualTo(weights > 0 ? sum / weights : 0, within(1e-12));
            assertThat(fresh.reliability()).isEqualTo(weights > 0 ? 1 - doubt : 0, within(1e-12));
        }
    }

    private static double plainly(
            double[] high, double[] low, double[] close, int t, double level, double slope) {
        if (t == 0) {
            return Double.NaN;
        }
        double u = (close[t] - level) / 1.25;
        double kernel = Math.exp(-2 * u * u);
        boolean wasAbove = close[t - 1] > level - slope;
        if (u > 0 && wasAbove && low[t] <= level + 0.125) {
            return kernel * (close[t] - low[t]) / (high[t] - low[t]);
        }
        if (u < 0 && close[t - 1] < level - slope && high[t] >= level - 0.125) {
            return -kernel * (high[t] - close[t]) / (high[t] - low[t]);
        }
        for (int n = 0; n <= LevelRule.MEMORY_BARS && n < t; n++) {
            double side = close[t - n - 1] - (level - (n + 1) * slope);
            if (side * u < 0) {
                return Math.abs(u) >= 0.25
                        ? Math.signum(u) * Math.min(1, Math.abs(u)) * Math.exp(-n / 5.0)
                        : Double.NaN;
            }
        }
        return Double.NaN;
    }
}
