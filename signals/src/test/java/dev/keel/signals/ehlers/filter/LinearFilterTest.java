package dev.keel.signals.ehlers.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.keel.signals.indicator.Series;
import dev.keel.signals.indicator.StreamingIndicator;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of the linear filters, on seeded random inputs. */
class LinearFilterTest {

    private static final int CASES = 25;

    static List<Supplier<StreamingIndicator>> lowPasses() {
        return List.of(
                () -> new SuperSmoother(2),
                () -> new SuperSmoother(10),
                () -> new SuperSmoother(48.5),
                () -> new SuperSmoother(200));
    }

    static List<Supplier<StreamingIndicator>> highPasses() {
        return List.of(
                () -> new HighPass(3),
                () -> new HighPass(48),
                () -> new HighPass(125.5),
                () -> new RoofingFilter(48, 10),
                () -> new RoofingFilter(80, 40));
    }

    static List<Supplier<StreamingIndicator>> filters() {
        return Stream.concat(lowPasses().stream(), highPasses().stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("filters")
    void filtersASumAsTheSumOfTheFiltered(Supplier<StreamingIndicator> filter) {
        for (long seed = 0; seed < CASES; seed++) {
            double[] first = Series.randomWalk(seed, 300);
            double[] second = Series.randomWalk(seed + 1_000, 300);
            double[] mix = new double[first.length];
            Arrays.setAll(mix, i -> 2.5 * first[i] - 0.75 * second[i]);

            double[] firstFiltered = Series.run(filter.get(), first);
            double[] secondFiltered = Series.run(filter.get(), second);
            double[] expected = new double[first.length];
            Arrays.setAll(expected, i -> 2.5 * firstFiltered[i] - 0.75 * secondFiltered[i]);

            assertThat(Series.run(filter.get(), mix)).containsExactly(expected, within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("lowPasses")
    void lowPassLetsAConstantThrough(Supplier<StreamingIndicator> filter) {
        for (double level : new double[] {0, 1e-8, 1, -42.5, 65_000, 1e12}) {
            assertThat(Series.run(filter.get(), Series.constant(level, 500)))
                    .containsExactly(
                            Series.constant(level, 500), within(1e-11 * Math.abs(level) + 1e-300));
        }
    }

    @ParameterizedTest
    @MethodSource("highPasses")
    void highPassRemovesAConstantExactly(Supplier<StreamingIndicator> filter) {
        for (double level : new double[] {0, 1e-8, 1, -42.5, 65_000, 1e12}) {
            assertThat(Series.run(filter.get(), Series.constant(level, 500))).containsOnly(0.0);
        }
    }

    @ParameterizedTest
    @MethodSource("highPasses")
    void highPassRemovesAStraightTrend(Supplier<StreamingIndicator> filter) {
        double[] trend = new double[500];
        Arrays.setAll(trend, i -> 100 + 0.25 * i);

        assertThat(Series.run(filter.get(), trend)).containsExactly(new double[500], within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("lowPasses")
    void lowPassForgetsAWrongStartingLevelWithinItsWarmUp(Supplier<StreamingIndicator> filter) {
        StreamingIndicator wrongStart = filter.get();
        wrongStart.update(1);
        wrongStart.update(1);

        for (long taken = wrongStart.bars(); taken < wrongStart.warmUpBars(); taken++) {
            wrongStart.update(0);
        }

        for (int bar = 0; bar < 1_000; bar++) {
            assertThat(wrongStart.update(0)).isBetween(-0.01, 0.01);
        }
    }

    @ParameterizedTest
    @MethodSource("highPasses")
    void highPassForgetsAStepWithinItsWarmUp(Supplier<StreamingIndicator> filter) {
        StreamingIndicator stepped = filter.get();
        stepped.update(1);
        stepped.update(1);

        for (long taken = stepped.bars(); taken < stepped.warmUpBars(); taken++) {
            stepped.update(0);
        }

        for (int bar = 0; bar < 1_000; bar++) {
            assertThat(stepped.update(0)).isBetween(-0.01, 0.01);
        }
    }

    @ParameterizedTest
    @MethodSource("lowPasses")
    void lowPassKeepsLongCyclesAndRemovesTheShortest(Supplier<StreamingIndicator> filter) {
        assertThat(amplitude(filter.get(), 4_000)).isBetween(0.999, 1.0001);
        assertThat(amplitude(filter.get(), 2)).isLessThan(1e-9);
    }

    @ParameterizedTest
    @MethodSource("highPasses")
    void highPassRemovesLongCycles(Supplier<StreamingIndicator> filter) {
        assertThat(amplitude(filter.get(), 4_000)).isLessThan(0.01);
    }

    @Test
    void roofingFilterKeepsTheCyclesBetweenItsPeriods() {
        assertThat(amplitude(new RoofingFilter(48, 10), 22)).isBetween(0.7, 1.0);
        assertThat(amplitude(new RoofingFilter(48, 10), 200)).isLessThan(0.15);
        assertThat(amplitude(new RoofingFilter(48, 10), 4)).isLessThan(0.15);
    }

    /** The largest output to a sine of amplitude one, once settled. */
    private static double amplitude(StreamingIndicator filter, double period) {
        double largest = 0;
        for (int i = 0; i < 20_000; i++) {
            double output = filter.update(Math.cos(2 * Math.PI * i / period));
            if (i >= 12_000) {
                largest = Math.max(largest, Math.abs(output));
            }
        }
        return largest;
    }
}
