package dev.keel.signals.learn.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftTest {
    private static final double[] TENTHS = new double[10];

    static {
        Arrays.fill(TENTHS, 0.1);
    }

    /** The published vectors. */
    @Test
    void measuresPopulationStability() {
        double[] slight = {.08, .09, .1, .11, .12, .1, .1, .1, .1, .1};
        double[] watched = {.05, .05, .1, .1, .1, .1, .1, .1, .15, .15};

        assertThat(PopulationStability.index(TENTHS, slight)).isCloseTo(0.010116, within(5e-7));
        assertThat(PopulationStability.index(TENTHS, watched)).isCloseTo(0.109861, within(5e-7));
    }

    @Test
    void staysFiniteWhereABinIsEmpty() {
        double[] all = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0};

        assertThat(PopulationStability.index(TENTHS, all))
                .isCloseTo(0.9 * Math.log(10) + 9 * -0.0999 * Math.log(0.001), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0.09, NONE", "0.1, WATCH", "0.24, WATCH", "0.25, ACT"})
    void asksForMoreTheFurtherItMoved(double index, DriftLevel level) {
        assertThat(PopulationStability.level(index)).isEqualTo(level);
    }

    @Test
    void cutsTenEqualBins() {
        double[] values = new double[100];
        Arrays.setAll(values, i -> 99 - i);

        double[] edges = PopulationStability.edges(values);

        assertThat(edges).containsExactly(9, 19, 29, 39, 49, 59, 69, 79, 89);
        assertThat(PopulationStability.shares(edges, values))
                .containsExactly(TENTHS, within(1e-12));
        assertThat(PopulationStability.bin(edges, 9)).isZero();
        assertThat(PopulationStability.bin(edges, 9.5)).isOne();
        assertThat(PopulationStability.bin(edges, 1_000)).isEqualTo(9);
    }

    @Test
    void measuresTheLargestDistanceOfTwoSamples() {
        double[] first = {1, 2, 3, 4};

        assertThat(KolmogorovSmirnov.statistic(first, first)).isZero();
        assertThat(KolmogorovSmirnov.statistic(first, new double[] {5, 6})).isEqualTo(1);
        assertThat(KolmogorovSmirnov.statistic(first, new double[] {3, 4, 5, 6})).isEqualTo(0.5);
    }

    @Test
    void noticesThatALossHasRisen() {
        PageHinkley steady = PageHinkley.ofLogLoss();
        PageHinkley rising = PageHinkley.ofLogLoss();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            double loss = 0.69 + 0.1 * random.nextGaussian();
            steady.add(loss);
            rising.add(i < 500 ? loss : loss + 0.2);
        }

        assertThat(steady.isAlarmed()).isFalse();
        assertThat(rising.isAlarmed()).isTrue();
    }

    /** By hand: means 1, 1, 2; sums 0 - 0, 0, 2 over the lowest 0. */
    @Test
    void sumsWhatIsAboveTheMean() {
        PageHinkley detector = new PageHinkley(0, 1, 1);

        detector.add(1);
        detector.add(1);
        assertThat(detector.rise()).isZero();
        detector.add(4);

        assertThat(detector.rise()).isCloseTo(2, within(1e-12));
        assertThat(detector.isAlarmed()).isTrue();
    }

    @Test
    void actsOnPredictionsOfAnotherWorld() {
        SplittableRandom random = new SplittableRandom(4);
        DriftMonitor monitor =
                new DriftMonitor(
                        DriftReference.of(
                                List.of(numbers(random, 0, 2_000), numbers(random, 0.5, 2_000))),
                        500);
        feed(monitor, random, 600, 0, 0.5);
        assertThat(monitor.level()).isEqualTo(DriftLevel.NONE);
        assertThat(monitor.worstFeatureIndex()).isLessThan(PopulationStability.WATCH);

        feed(monitor, random, 500, 3, 2);

        assertThat(monitor.level()).isEqualTo(DriftLevel.ACT);
        assertThat(monitor.index(0)).isGreaterThan(PopulationStability.ACT);
        feed(monitor, random, 500, 0, 0.5);
        assertThat(monitor.level()).isEqualTo(DriftLevel.NONE);
    }

    @Test
    void readsItsOwnReference() {
        SplittableRandom random = new SplittableRandom(4);
        DriftReference reference =
                DriftReference.of(List.of(numbers(random, 0, 50), numbers(random, 1, 50)));

        DriftReference read = DriftReference.parse(reference.toBytes());

        assertThat(read.columns()).isEqualTo(2);
        assertThat(read.toBytes()).isEqualTo(reference.toBytes());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DriftReference.parse("1 2 3\n".getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("reference must hold 19 numbers a line");
    }

    private static void feed(
            DriftMonitor monitor, SplittableRandom random, int rows, double feature, double said) {
        for (int i = 0; i < rows; i++) {
            monitor.add(
                    new double[] {feature + random.nextGaussian()}, said + random.nextGaussian());
        }
    }

    private static double[] numbers(SplittableRandom random, double mean, int count) {
        double[] numbers = new double[count];
        Arrays.setAll(numbers, _ -> mean + random.nextGaussian());
        return numbers;
    }
}
