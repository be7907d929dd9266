package dev.keel.signals.learn.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.Timeframe;
import dev.keel.core.signal.Reason;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.indicator.Bars;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FeatureStreamTest {
    private static final InstrumentId SYMBOL = InstrumentId.of("X");

    /** Leakage test (a): what is said at a bar is the same whether or not later bars are known. */
    @Test
    void neverChangesARowWhenLaterBarsCome() {
        List<Bar> bars = Bars.turningMarket(11, 600);
        List<double[]> whole = rows(bars);

        for (int end : new int[] {200, 333, 599}) {
            List<double[]> prefix = rows(bars.subList(0, end));
            for (int i = 0; i < prefix.size(); i++) {
                assertThat(prefix.get(i)).containsExactly(whole.get(i));
            }
        }
    }

    @Test
    void givesRowsFromTheWarmUpOn() {
        FeatureStream stream = stream(StandardFeatures.base());
        List<Bar> bars = Bars.turningMarket(1, 300);
        int first = 0;
        for (Bar bar : bars) {
            if (!stream.isReady()) {
                stream.onBar(bar);
                first++;
            }
        }

        assertThat(first).isEqualTo(stream.warmUpBars());
    }

    /** Gann's lines begin at the first confirmed pivots, which is when the market turns. */
    @Test
    void givesRowsOfAllFamilies() {
        FeatureStream stream = stream(StandardFeatures.all());
        Bars.turningMarket(1, 600).forEach(stream::onBar);

        assertThat(stream.isReady()).isTrue();
        assertThat(stream.schema().names())
                .hasSize(31)
                .contains(
                        "gann.square-of-nine.support",
                        "gann.time-cluster.bars-to-peak",
                        "astro.lunar-phase.sine",
                        "astro.aspect-score.score");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StandardFeatures.named("none"))
                .withMessage("features must be one of [base, all], was 'none'");
    }

    @Test
    void refusesToBeReadBeforeItIsReady() {
        FeatureStream stream = stream(StandardFeatures.base());
        stream.onBar(Bars.bar(0, 1, 1, 1, 1));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> stream.value(0))
                .withMessage("row must be read when ready, was not ready");
    }

    /** By hand, from the last closes; quantiles of the past do not reach these. */
    @Test
    void computesReturnsAndVolatility() {
        FeatureSource source = PriceFeatures.GROUP.factory().create(SYMBOL, Timeframe.H1);
        List<Bar> bars = Bars.turningMarket(2, 80);
        bars.forEach(source::onBar);
        double[] row = new double[9];

        source.write(row, 0);

        double[] closes = bars.stream().mapToDouble(Bar::closeValue).toArray();
        assertThat(row[0]).isCloseTo(Math.log(closes[79] / closes[78]), within(1e-14));
        assertThat(row[4]).isCloseTo(Math.log(closes[79] / closes[59]), within(1e-14));
        double[] changes = new double[20];
        Arrays.setAll(changes, i -> Math.log(closes[79 - i] / closes[78 - i]));
        double mean = Arrays.stream(changes).average().orElseThrow();
        double variance =
                Arrays.stream(changes).map(c -> (c - mean) * (c - mean)).average().orElseThrow();
        assertThat(row[5]).isCloseTo(Math.sqrt(variance), within(1e-14));
    }

    @Test
    void placesTimeOnCircles() {
        FeatureSource source = CalendarFeatures.GROUP.factory().create(SYMBOL, Timeframe.H1);
        double[] row = new double[4];

        // Closes on Friday 1970-01-02 at 06:00, a quarter into the day and 4.25 days into the week.
        source.onBar(Bars.bar(24 + 5, 1, 1, 1, 1));
        source.write(row, 0);

        assertThat(row[0]).isCloseTo(1, within(1e-12));
        assertThat(row[1]).isCloseTo(0, within(1e-12));
        assertThat(row[2]).isCloseTo(Math.sin(2 * Math.PI * 4.25 / 7), within(1e-12));
        assertThat(row[3]).isCloseTo(Math.cos(2 * Math.PI * 4.25 / 7), within(1e-12));
    }

    @Test
    void measuresVolumeAgainstThePast() {
        FeatureSource source = VolumeFeatures.GROUP.factory().create(SYMBOL, Timeframe.H1);
        BarFormat format = new BarFormat(Timeframe.H1, 0, 0);
        double[] row = new double[1];
        for (int i = 0; i < 60; i++) {
            source.onBar(new Bar(format, i * 3_600_000L, 1, 1, 1, 1, i % 2 == 0 ? 9 : 99));
        }
        assertThat(source.isReady()).isFalse();
        source.onBar(new Bar(format, 60 * 3_600_000L, 1, 1, 1, 1, 999));
        source.write(row, 0);

        assertThat(row[0]).isCloseTo(3, within(1e-9));
    }

    @Test
    void cutsOutliersAtQuantilesOfThePastAlone() {
        Winsoriser winsoriser = new Winsoriser();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 5_000; i++) {
            double cut = winsoriser.next(random.nextGaussian());
            assertThat(Double.isFinite(cut)).isTrue();
        }

        assertThat(winsoriser.next(1_000)).isCloseTo(2.326, within(0.25));
        assertThat(winsoriser.next(-1_000)).isCloseTo(-2.326, within(0.25));
        assertThat(winsoriser.next(0.5)).isEqualTo(0.5);
    }

    @Test
    void estimatesQuantiles() {
        SplittableRandom random = new SplittableRandom(7);
        QuantileEstimator median = new QuantileEstimator(0.5);
        QuantileEstimator high = new QuantileEstimator(0.99);
        for (int i = 0; i < 20_000; i++) {
            double value = random.nextDouble();
            median.add(value);
            high.add(value);
        }

        assertThat(median.value()).isCloseTo(0.5, within(0.02));
        assertThat(high.value()).isCloseTo(0.99, within(0.005));
    }

    /** The worked example of Jain and Chlamtac's paper: the median of its twenty numbers. */
    @Test
    void followsTheExampleOfItsAuthors() {
        double[] numbers = {
            0.02, 0.15, 0.74, 3.39, 0.83, 22.37, 10.15, 15.43, 38.62, 15.92, 34.60, 10.28, 1.47,
            0.40, 0.05, 11.39, 0.27, 0.42, 0.09, 11.37
        };
        QuantileEstimator median = new QuantileEstimator(0.5);

        Arrays.stream(numbers).forEach(median::add);

        assertThat(median.value()).isCloseTo(4.44, within(0.005));
    }

    @Test
    void hashesTheOrderedDefinitions() {
        Feature a = new Feature("a", "1", 5, "price", 1);
        Feature b = new Feature("b", "1", 5, "price", 1);
        String hash = new FeatureSchema(List.of(a, b)).hash();

        assertThat(hash)
                .isEqualTo(new FeatureSchema(List.of(a, b)).hash())
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(new FeatureSchema(List.of(b, a)).hash())
                .isNotEqualTo(
                        new FeatureSchema(List.of(a, new Feature("b", "1", 6, "price", 1))).hash())
                .isNotEqualTo(
                        new FeatureSchema(List.of(a, new Feature("b", "1", 5, "price", 2))).hash());
    }

    /** SHA-256 of one line, name TAB 1 TAB 5 TAB price TAB 1 LF, by another program. */
    @Test
    void hashesAsDocumented() {
        assertThat(new FeatureSchema(List.of(new Feature("a", "1", 5, "price", 1))).hash())
                .isEqualTo("ba5e5242bf29959a91687cbea72ca28efc57c501c6401e57a14e4f0ec078d98d");
    }

    @Test
    void refusesAFeatureThatIsDefinedTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StandardFeatures.base().with(List.of(PriceFeatures.GROUP)))
                .withMessage("feature 'price.return-1' is defined twice");
    }

    @Test
    void takesExpertsAsFeatures() {
        ExpertDefinition definition =
                new ExpertDefinition("test", "Up on odd bars.", 1, (_, _) -> new OddBars());
        FeatureGroup group = ExpertFeatures.of(definition, 2, 1);
        FeatureSource source = group.factory().create(SYMBOL, Timeframe.H1);
        double[] row = new double[2];

        source.onBar(Bars.bar(0, 1, 1, 1, 1));
        assertThat(source.isReady()).isFalse();
        source.onBar(Bars.bar(1, 1, 1, 1, 1));
        source.write(row, 0);

        assertThat(group.features())
                .extracting(Feature::name)
                .containsExactly("expert.test.score", "expert.test.reliability");
        assertThat(row).containsExactly(0.5, 0.25);
        source.onBar(Bars.bar(2, 1, 1, 1, 1));
        source.write(row, 0);
        assertThat(row).containsExactly(0, 0);
    }

    @Test
    void allocatesNothingPerBar() {
        FeatureStream stream = stream(StandardFeatures.base());
        List<Bar> bars = Bars.turningMarket(3, 4_000);
        bars.subList(0, 2_000).forEach(stream::onBar);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<Bar> rest = bars.subList(2_000, 4_000);

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < rest.size(); i++) {
            stream.onBar(rest.get(i));
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).isLessThan(2_000 * 8L);
    }

    private static FeatureStream stream(FeatureSet set) {
        return set.stream(SYMBOL, Timeframe.H1);
    }

    private static List<double[]> rows(List<Bar> bars) {
        FeatureStream stream = stream(StandardFeatures.all());
        List<double[]> rows = new ArrayList<>();
        for (Bar bar : bars) {
            stream.onBar(bar);
            double[] row = new double[stream.schema().size()];
            if (stream.isReady()) {
                stream.copyTo(row, 0);
            }
            rows.add(row);
        }
        return rows;
    }

    /** Awake on every second bar. */
    private static final class OddBars implements Expert {
        private int bars;

        @Override
        public void onBar(Bar bar) {
            bars++;
        }

        @Override
        public boolean isAwake() {
            return bars % 2 == 0;
        }

        @Override
        public double score() {
            return 0.5;
        }

        @Override
        public double reliability() {
            return 0.25;
        }

        @Override
        public int warmUpBars() {
            return 2;
        }

        @Override
        public List<Reason> evidence() {
            return List.of();
        }
    }
}
