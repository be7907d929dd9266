package dev.keel.signals.ehlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.keel.signals.ehlers.cycle.AutocorrelationPeriodogram;
import dev.keel.signals.ehlers.cycle.BandPass;
import dev.keel.signals.ehlers.cycle.CorrelationCycle;
import dev.keel.signals.ehlers.cycle.CyberCycle;
import dev.keel.signals.ehlers.cycle.DominantCycle;
import dev.keel.signals.ehlers.cycle.TruncatedBandPass;
import dev.keel.signals.ehlers.cycle.VossPredictor;
import dev.keel.signals.ehlers.filter.Butterworth;
import dev.keel.signals.ehlers.filter.Decycler;
import dev.keel.signals.ehlers.filter.DecyclerOscillator;
import dev.keel.signals.ehlers.filter.GaussianFilter;
import dev.keel.signals.ehlers.filter.HannFilter;
import dev.keel.signals.ehlers.filter.HighPass1;
import dev.keel.signals.ehlers.filter.HighPass2024;
import dev.keel.signals.ehlers.filter.InstantaneousTrendline;
import dev.keel.signals.ehlers.filter.LaguerreFilter;
import dev.keel.signals.ehlers.filter.SuperSmoother3;
import dev.keel.signals.ehlers.filter.UltimateSmoother;
import dev.keel.signals.ehlers.oscillator.FisherTransform;
import dev.keel.signals.ehlers.oscillator.PrecisionTrend;
import dev.keel.signals.indicator.Series;
import dev.keel.signals.indicator.StreamingIndicator;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws that hold whatever the price does. */
class EhlersPropertiesTest {

    static List<Supplier<StreamingIndicator>> linear() {
        return List.of(
                () -> new SuperSmoother3(12),
                () -> new Butterworth(12),
                () -> new HighPass1(48),
                () -> new HighPass2024(20),
                () -> new UltimateSmoother(20),
                () -> new Decycler(60),
                () -> new DecyclerOscillator(30, 60),
                () -> new HannFilter(20),
                () -> new LaguerreFilter(0.8),
                () -> new GaussianFilter(20, 3),
                () -> new InstantaneousTrendline(0.07),
                () -> new CyberCycle(0.07),
                () -> new BandPass(20, 0.3),
                () -> new TruncatedBandPass(20, 0.1, 10),
                () -> new VossPredictor(20, 3, 0.25),
                () -> new PrecisionTrend(250, 40));
    }

    @ParameterizedTest
    @MethodSource("linear")
    void filtersASumAsTheSumOfTheFiltered(Supplier<StreamingIndicator> filter) {
        for (long seed = 0; seed < 10; seed++) {
            double[] first = Series.randomWalk(seed, 300);
            double[] second = Series.randomWalk(seed + 1_000, 300);
            double[] mix = new double[first.length];
            Arrays.setAll(mix, i -> 2.5 * first[i] - 0.75 * second[i]);

            double[] firstFiltered = Series.run(filter.get(), first);
            double[] secondFiltered = Series.run(filter.get(), second);
            double[] expected = new double[first.length];
            Arrays.setAll(expected, i -> 2.5 * firstFiltered[i] - 0.75 * secondFiltered[i]);

            assertThat(Series.run(filter.get(), mix)).containsExactly(expected, within(1e-8));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void ultimateSmootherAndHighPassMakeUpTheInput(long seed) {
        UltimateSmoother smoother = new UltimateSmoother(20);
        HighPass2024 highPass = new HighPass2024(20);

        for (double price : Series.randomWalk(seed, 1_000)) {
            assertThat(smoother.update(price) + highPass.update(price))
                    .isCloseTo(price, within(1e-12 * price));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7, 8})
    void automaticGainStaysWithinOne(long seed) {
        BandPass bandPass = new BandPass(20, 0.3);

        for (double price : Series.randomWalk(seed, 2_000)) {
            bandPass.update(price);
            assertThat(bandPass.normalised()).isBetween(-1.0, 1.0);
        }
    }

    @Test
    void correlationAngleTurnsEighteenDegreesABarOnACycleOfTwenty() {
        CorrelationCycle cycle = new CorrelationCycle(20);
        double before = 0;

        for (int i = 0; i < 400; i++) {
            double angle = cycle.update(100 + 10 * Math.sin(2 * Math.PI * i / 20));
            if (i > 60) {
                double turn = angle - before;
                assertThat(turn < 0 ? turn + 360 : turn).isCloseTo(18, within(1e-6));
                assertThat(cycle.state()).isZero();
            }
            before = angle;
        }
    }

    @Test
    void bothMeasurementsFindACycleOfTwentyBars() {
        DominantCycle homodyne = new DominantCycle();
        AutocorrelationPeriodogram periodogram = new AutocorrelationPeriodogram(3);

        for (int i = 0; i < 400; i++) {
            double close = 100 + 0.05 * i + 10 * Math.sin(2 * Math.PI * i / 20);
            homodyne.update(close);
            periodogram.update(close);
            if (i >= 150) {
                assertThat(homodyne.value()).isBetween(19.0, 21.5);
                assertThat(periodogram.value()).isBetween(19.0, 21.5);
            }
        }
    }

    /** With a second cycle of 7.3 bars on top, the periodogram leaves the bounds by a hair. */
    @Test
    void aSecondShorterCycleHardlyDisturbsTheMeasurements() {
        DominantCycle homodyne = new DominantCycle();
        AutocorrelationPeriodogram periodogram = new AutocorrelationPeriodogram(3);
        double[] closes = Series.vectors();

        for (int i = 0; i < closes.length; i++) {
            homodyne.update(closes[i]);
            periodogram.update(closes[i]);
            if (i >= 150) {
                assertThat(homodyne.value()).isBetween(19.0, 21.5);
                assertThat(periodogram.value()).isBetween(18.9, 21.5);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 20, 30, 40})
    void periodogramFindsThePeriodOfAPureCycle(int period) {
        AutocorrelationPeriodogram periodogram = new AutocorrelationPeriodogram(3);

        for (int i = 0; i < 600; i++) {
            periodogram.update(100 + Math.sin(2 * Math.PI * i / period));
        }

        assertThat(periodogram.value()).isCloseTo(period, within(0.1 * period));
    }

    @Test
    void fisherOfAStraightRiseStaysFiniteAndWithinItsBound() {
        FisherTransform fisher = new FisherTransform(10, FisherTransform.Form.TASC_2002);

        for (int i = 0; i < 5_000; i++) {
            assertThat(fisher.update(100 + i)).isBetween(-7.61, 7.61);
        }
        assertThat(fisher.value()).isGreaterThan(5);
    }

    @Test
    void stepResponseOfLowPassesEndsAtTheNewLevel() {
        for (StreamingIndicator filter :
                List.of(
                        new SuperSmoother3(12),
                        new Butterworth(12),
                        new UltimateSmoother(20),
                        new GaussianFilter(20, 4),
                        new LaguerreFilter(0.8),
                        new InstantaneousTrendline(0.07))) {
            filter.update(100);
            for (int i = 0; i < 2_000; i++) {
                filter.update(110);
            }
            assertThat(filter.value()).isCloseTo(110, within(1e-9));
        }
    }
}
