package dev.keel.core.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.statistics.Interval;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConfidenceIntervalsTest {
    private static final long DAY = 86_400_000;

    @Test
    void givesTheSameForTheSameChance() {
        EquityCurve curve = noise(3, 500, 0);

        assertThat(of(curve, 7)).isEqualTo(of(curve, 7)).isNotEqualTo(of(curve, 8));
    }

    /** Independent normal returns: the standard error of a Sharpe ratio near 0 is 1 / sqrt(n). */
    @Test
    void isAsWideForASharpeRatioAsTheoryHasIt() {
        Interval sharpe = interval(of(noise(5, 1_000, 0), 1), Metric.SHARPE);

        double halfWidth = (sharpe.high() - sharpe.low()) / 2 / Math.sqrt(365.25);
        assertThat(halfWidth).isCloseTo(1.96 / Math.sqrt(1_000), within(0.006));
    }

    /** Nineteen in twenty should; chance may take a few. */
    @Test
    void holdsTheTrueMeanAboutAsOftenAsItSays() {
        int held = 0;
        for (int seed = 0; seed < 100; seed++) {
            Interval sharpe = interval(of(noise(seed, 400, 0), seed), Metric.SHARPE);
            held += sharpe.low() <= 0 && sharpe.high() >= 0 ? 1 : 0;
        }

        assertThat(held).isBetween(88, 100);
    }

    @Test
    void contractsOnWhatIsClear() {
        Map<Metric, Interval> intervals = of(noise(9, 1_000, 0.01), 1);

        assertThat(interval(intervals, Metric.SHARPE).low()).isPositive();
        assertThat(interval(intervals, Metric.TOTAL_RETURN).low()).isPositive();
        assertThat(interval(intervals, Metric.MAX_DRAWDOWN).low()).isNotNegative();
    }

    @Test
    void saysNothingOfTooLittleOrOfWhatDoesNotVary() {
        assertThat(of(noise(1, 19, 0), 1)).isEmpty();
        EquityCurve.Builder flat = EquityCurve.builder(100, 0, 50);
        for (int i = 0; i < 50; i++) {
            flat.add((i + 1) * DAY, 100, 0);
        }
        assertThat(of(flat.build(), 1)).isEmpty();
    }

    private static Interval interval(Map<Metric, Interval> intervals, Metric metric) {
        assertThat(intervals).containsKey(metric);
        return intervals.getOrDefault(metric, new Interval(0, 0, 0, 0.95));
    }

    private static Map<Metric, Interval> of(EquityCurve curve, long seed) {
        return ConfidenceIntervals.of(curve, List.of(), 400, 0.95, new SplittableRandom(seed));
    }

    /** Daily bars whose returns are normal with a deviation of 1 %. */
    private static EquityCurve noise(long seed, int bars, double mean) {
        SplittableRandom random = new SplittableRandom(seed);
        EquityCurve.Builder curve = EquityCurve.builder(100, 0, bars);
        double equity = 100;
        for (int i = 0; i < bars; i++) {
            equity *= 1 + mean + 0.01 * random.nextGaussian();
            curve.add((i + 1) * DAY, equity, 0);
        }
        return curve.build();
    }
}
