package dev.keel.signals.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.keel.core.market.Bar;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/** What every indicator of a catalogue owes, at its usual parameters. */
public final class CatalogueContract {
    private static final List<Bar> BARS = Bars.turningMarketWithVolume(5, 1_500);

    /** Differences are told as a share of the range that the output has over all bars. */
    private static final double TOLERANCE = 0.05;

    /** An output that jumps may jump a bar earlier or later now and then. */
    private static final double SHARE_BEYOND = 0.02;

    private CatalogueContract() {}

    /** Later bars change nothing: two that start alike agree to the bit, and so do their ends. */
    public static void assertLooksBackwardsOnly(IndicatorDefinition definition) {
        BarIndicator whole = definition.create(Map.of());
        double[][] streamed = new double[BARS.size()][];
        for (int i = 0; i < BARS.size(); i++) {
            whole.update(BARS.get(i));
            streamed[i] = outputs(definition, whole);
        }
        for (int end : new int[] {0, 1, 7, 63, 200, 411, 700}) {
            BarIndicator part = definition.create(Map.of());
            BARS.subList(0, end + 1).forEach(part::update);
            assertThat(outputs(definition, part)).containsExactly(streamed[end]);
        }
    }

    /** Outputs are finite from the first bar on, and it is ready once its warm-up is over. */
    public static void assertFiniteAndReadyInTime(IndicatorDefinition definition) {
        BarIndicator indicator = definition.create(Map.of());
        for (Bar bar : BARS) {
            indicator.update(bar);
            for (double value : outputs(definition, indicator)) {
                assertThat(value).isFinite();
            }
            if (indicator.bars() >= indicator.warmUpBars()) {
                assertThat(indicator.isReady()).isTrue();
            }
        }
        assertThat(indicator.bars()).isEqualTo(BARS.size());
        assertThat(indicator.isReady()).isTrue();
    }

    /** Where it started no longer matters once its warm-up is over. */
    public static void assertForgetsItsStart(IndicatorDefinition definition) {
        BarIndicator early = definition.create(Map.of());
        double[][] reference = new double[BARS.size()][];
        for (int i = 0; i < BARS.size(); i++) {
            early.update(BARS.get(i));
            reference[i] = outputs(definition, early);
        }
        double[] ranges = ranges(reference, early.warmUpBars());
        long compared = 0;
        long beyond = 0;
        for (int start = 40; start < 640; start += 47) {
            BarIndicator late = definition.create(Map.of());
            for (int i = start; i < Math.min(BARS.size(), start + early.warmUpBars() + 60); i++) {
                late.update(BARS.get(i));
                if (late.bars() >= late.warmUpBars()) {
                    double[] values = outputs(definition, late);
                    for (int output = 0; output < values.length; output++) {
                        double off = Math.abs(values[output] - reference[i][output]);
                        beyond += off > TOLERANCE * ranges[output] ? 1 : 0;
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isPositive();
        assertThat((double) beyond / compared).isLessThanOrEqualTo(SHARE_BEYOND);
    }

    /** No object is made per bar. */
    public static void assertAllocatesNothing(IndicatorDefinition definition) {
        BarIndicator indicator = definition.create(Map.of());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int rounds = 20;

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < BARS.size(); i++) {
                indicator.update(BARS.get(i));
            }
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        // The smallest object has 16 bytes; less than one in four updates is the measuring itself.
        assertThat(allocated).isLessThan(4L * rounds * BARS.size());
    }

    private static double[] outputs(IndicatorDefinition definition, BarIndicator indicator) {
        double[] values = new double[definition.outputs().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = indicator.output(i);
        }
        return values;
    }

    private static double[] ranges(double[][] reference, int from) {
        double[] ranges = new double[reference[0].length];
        for (int output = 0; output < ranges.length; output++) {
            double least = Double.MAX_VALUE;
            double most = -Double.MAX_VALUE;
            for (int i = Math.min(from, reference.length - 1); i < reference.length; i++) {
                least = Math.min(least, reference[i][output]);
                most = Math.max(most, reference[i][output]);
            }
            ranges[output] = most - least;
        }
        return ranges;
    }
}
