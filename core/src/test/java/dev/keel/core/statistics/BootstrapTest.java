package dev.keel.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    @Test
    void sameSeedGivesTheSameInterval() {
        double[] values = normal(200, 1);
        Bootstrap bootstrap = Bootstrap.ofSize(values.length);

        Interval one = bootstrap.interval(values, BootstrapTest::mean, 500, 0.95, random(7));
        Interval same = bootstrap.interval(values, BootstrapTest::mean, 500, 0.95, random(7));
        Interval other = bootstrap.interval(values, BootstrapTest::mean, 500, 0.95, random(8));

        assertThat(same).isEqualTo(one);
        assertThat(other).isNotEqualTo(one);
    }

    /** Of 300 samples whose true mean is 0, about 90 % must have it in their range of 90 %. */
    @Test
    void rangesHoldTheTrueValueAsOftenAsTheySay() {
        int held = 0;
        for (int seed = 0; seed < 300; seed++) {
            Interval range =
                    new Bootstrap.Stationary(1)
                            .interval(
                                    normal(100, seed), BootstrapTest::mean, 200, 0.9, random(seed));
            held += range.low() <= 0 && range.high() >= 0 ? 1 : 0;
        }

        // Three deviations of a binomial of 300 around 0.9 less the known shortfall of the method.
        assertThat(held / 300.0).isBetween(0.83, 0.95);
    }

    /**
     * Values that repeat for ten bars: drawn one by one they look far more certain than they are.
     */
    @Test
    void blocksKeepWhatHangsTogether() {
        double[] steps = normal(60, 3);
        double[] values = new double[600];
        for (int i = 0; i < values.length; i++) {
            values[i] = steps[i / 10];
        }

        double single = width(new Bootstrap.Stationary(1), values);
        double blocks = width(new Bootstrap.Blocks(30), values);
        double stationary = width(new Bootstrap.Stationary(30), values);

        assertThat(blocks).isGreaterThan(2 * single);
        assertThat(stationary).isGreaterThan(2 * single);
    }

    @Test
    void blocksAreAsLongAsAsked() {
        int[] positions = new int[100_000];

        new Bootstrap.Stationary(8).draw(1_000, positions, random(5));
        int breaks = 0;
        for (int i = 1; i < positions.length; i++) {
            breaks += positions[i] == (positions[i - 1] + 1) % 1_000 ? 0 : 1;
        }
        assertThat((double) positions.length / breaks).isCloseTo(8, within(0.3));

        new Bootstrap.Blocks(4).draw(10, positions, random(5));
        for (int i = 0; i < positions.length; i += 4) {
            assertThat(positions[i + 3]).isEqualTo((positions[i] + 3) % 10);
        }
    }

    @Test
    void drawsEveryPositionAlike() {
        int[] positions = new int[100_000];
        int[] counts = new int[10];

        new Bootstrap.Stationary(5).draw(10, positions, random(2));
        Arrays.stream(positions).forEach(position -> counts[position]++);

        for (int count : counts) {
            assertThat(count).isBetween(9_400, 10_600);
        }
    }

    @Test
    void leavesOutDrawsThatGiveNothing() {
        double[] values = {1, 2, 3, 4};

        assertThatThrownBy(() ->
                        Bootstrap.ofSize(4).distribution(values, _ -> Double.NaN, 20, random(1)))
                .hasMessage("statistic must be finite on half of the draws, was on 0 of 20");
        assertThatThrownBy(() ->
                        Bootstrap.ofSize(4).interval(values, _ -> Double.NaN, 20, 0.9, random(1)))
                .hasMessage("statistic must be finite, was NaN");
    }

    @Test
    void refusesWhatCannotBeDrawn() {
        assertThatThrownBy(() -> new Bootstrap.Stationary(0.5))
                .hasMessage("meanBlock must be at least 1, was 0.5");
        assertThatThrownBy(() -> new Bootstrap.Blocks(0))
                .hasMessage("block must be at least 1, was 0");
        assertThatThrownBy(() -> new Bootstrap.Blocks(1).draw(0, new int[1], random(1)))
                .hasMessage("count must be at least 1, was 0");
    }

    private static double width(Bootstrap bootstrap, double[] values) {
        Interval range = bootstrap.interval(values, BootstrapTest::mean, 400, 0.9, random(11));
        return range.high() - range.low();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double[] normal(int count, long seed) {
        SplittableRandom random = random(seed);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = NormalDistribution.quantile(random.nextDouble(1e-9, 1));
        }
        return values;
    }

    private static SplittableRandom random(long seed) {
        return new SplittableRandom(seed);
    }
}
