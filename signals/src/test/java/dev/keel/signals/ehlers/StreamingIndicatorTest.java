package dev.keel.signals.ehlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import dev.keel.signals.ehlers.cycle.AutocorrelationPeriodogram;
import dev.keel.signals.ehlers.cycle.BandPass;
import dev.keel.signals.ehlers.cycle.CorrelationCycle;
import dev.keel.signals.ehlers.cycle.HilbertSine;
import dev.keel.signals.ehlers.cycle.Mama;
import dev.keel.signals.ehlers.cycle.Reflex;
import dev.keel.signals.ehlers.cycle.VossPredictor;
import dev.keel.signals.ehlers.filter.DeviationScaledAverage;
import dev.keel.signals.ehlers.filter.HighPass;
import dev.keel.signals.ehlers.filter.LaguerreFilter;
import dev.keel.signals.ehlers.filter.RoofingFilter;
import dev.keel.signals.ehlers.filter.SuperSmoother;
import dev.keel.signals.ehlers.filter.ZeroLagAverage;
import dev.keel.signals.ehlers.oscillator.CenterOfGravity;
import dev.keel.signals.ehlers.oscillator.CorrelationTrend;
import dev.keel.signals.ehlers.oscillator.FisherTransform;
import dev.keel.signals.ehlers.oscillator.InverseFisherRsi;
import dev.keel.signals.ehlers.oscillator.LaguerreRsi;
import dev.keel.signals.ehlers.oscillator.Madh;
import dev.keel.signals.ehlers.oscillator.NoiseElimination;
import dev.keel.signals.ehlers.oscillator.Rsih;
import dev.keel.signals.ehlers.oscillator.UniversalOscillator;
import dev.keel.signals.indicator.Series;
import dev.keel.signals.indicator.StreamingIndicator;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every kernel of the package owes: a new one joins by a line in {@link #kernels()}. */
class StreamingIndicatorTest {

    private static final double[] WALK = Series.randomWalk(11, 600);

    static List<Supplier<StreamingIndicator>> kernels() {
        return List.of(
                () -> new SuperSmoother(10),
                () -> new SuperSmoother(2),
                () -> new SuperSmoother(33.3),
                () -> new HighPass(48),
                () -> new HighPass(3),
                RoofingFilter::new,
                Mama::new,
                () -> Mama.startingAtPrice(0.5, 0.05),
                HilbertSine::new,
                () -> new AutocorrelationPeriodogram(3),
                () -> new BandPass(20, 0.3),
                () -> new CorrelationCycle(20),
                () -> Reflex.reflex(20),
                () -> Reflex.trendflex(20),
                () -> new VossPredictor(20, 3, 0.25),
                () -> new DeviationScaledAverage(40),
                () -> new LaguerreFilter(0.8),
                () -> new ZeroLagAverage(20, 5),
                () -> new CenterOfGravity(10),
                () -> new CorrelationTrend(20),
                () -> new FisherTransform(10, FisherTransform.Form.TASC_2002),
                () -> new InverseFisherRsi(5, 9),
                () -> new LaguerreRsi(0.5),
                () -> new Madh(8, 27),
                () -> new NoiseElimination(14, 14),
                () -> new Rsih(14),
                () -> new UniversalOscillator(20));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void givesAtEachBarWhatABatchThatEndsThereGives(Supplier<StreamingIndicator> kernel) {
        double[] streamed = Series.run(kernel.get(), WALK);

        for (int length = 1; length <= WALK.length; length += 7) {
            double[] batch = Series.run(kernel.get(), Arrays.copyOf(WALK, length));
            assertThat(batch).containsExactly(Arrays.copyOf(streamed, length));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void keepsInstancesApart(Supplier<StreamingIndicator> kernel) {
        StreamingIndicator indicator = kernel.get();
        StreamingIndicator other = kernel.get();
        double[] alone = Series.run(kernel.get(), WALK);

        for (int i = 0; i < WALK.length; i++) {
            other.update(-3 * WALK[i]);
            assertThat(indicator.update(WALK[i])).isEqualTo(alone[i]);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void refusesInputThatIsNotAFiniteUsableNumberAndStaysAsItWas(
            Supplier<StreamingIndicator> kernel) {
        StreamingIndicator disturbed = kernel.get();
        StreamingIndicator undisturbed = kernel.get();

        for (double input : Arrays.copyOf(WALK, 100)) {
            for (double bad :
                    new double[] {
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        1.1e100,
                        -Double.MAX_VALUE
                    }) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> disturbed.update(bad))
                        .withMessage(
                                "input must be finite and at most 1.0E100 in magnitude, was "
                                        + bad);
            }
            assertThat(disturbed.update(input)).isEqualTo(undisturbed.update(input));
            assertThat(disturbed.bars()).isEqualTo(undisturbed.bars());
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void staysFiniteAtTheEdgesOfItsInput(Supplier<StreamingIndicator> kernel) {
        StreamingIndicator indicator = kernel.get();
        double largest = StreamingIndicator.LARGEST_INPUT;
        double[] edges = {
            largest, -largest, 0, Double.MIN_VALUE, -0.0, 1, largest, largest, -1e-300
        };

        for (int i = 0; i < 2_000; i++) {
            assertThat(indicator.update(edges[i * i % edges.length])).isFinite();
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void hasNoValueBeforeTheFirstUpdateAndThenTheLastOne(Supplier<StreamingIndicator> kernel) {
        StreamingIndicator indicator = kernel.get();

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(indicator::value);
        for (double input : WALK) {
            double returned = indicator.update(input);
            assertThat(indicator.value()).isEqualTo(returned);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void isReadyOnceTheWarmUpBarsWereTaken(Supplier<StreamingIndicator> kernel) {
        StreamingIndicator indicator = kernel.get();

        for (int taken = 0; taken < indicator.warmUpBars(); taken++) {
            assertThat(indicator.bars()).isEqualTo(taken);
            assertThat(indicator.isReady()).isFalse();
            indicator.update(100);
        }

        assertThat(indicator.isReady()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void allocatesNothingPerUpdate(Supplier<StreamingIndicator> kernel) {
        StreamingIndicator indicator = kernel.get();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int rounds = 100;

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int round = 0; round < rounds; round++) {
            for (double input : WALK) {
                indicator.update(input);
            }
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        // The smallest object has 16 bytes; far less than one per update is the measuring itself.
        assertThat(allocated).isLessThan((long) rounds * WALK.length);
    }
}
