package dev.keel.signals.learn.training;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.learn.feature.FeatureStream;
import dev.keel.signals.learn.label.Label;
import dev.keel.signals.learn.label.MovingDeviation;
import dev.keel.signals.learn.label.PricePath;
import dev.keel.signals.learn.label.SampleWeights;
import dev.keel.signals.learn.label.Span;
import dev.keel.signals.learn.label.TradeSide;
import dev.keel.signals.learn.label.TripleBarrier;
import dev.keel.signals.learn.model.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Samples with all that validation must know of them, in the order of time.
 *
 * <p>Without a primary the outcome is 1 if the upper barrier came first, and samples that met none
 * and did not move are left out. With one there is a sample wherever it has an opinion, and the
 * outcome is 1 if following it made more than it cost.
 */
public final class LearningSet {
    private final Samples samples;
    private final List<Label> labels;
    private final long[] openMillis;
    private final double[] uniqueness;

    private LearningSet(
            Samples samples, List<Label> labels, long[] openMillis, double[] uniqueness) {
        this.samples = samples;
        this.labels = List.copyOf(labels);
        this.openMillis = openMillis;
        this.uniqueness = uniqueness;
    }

    /**
     * Makes the samples of a series.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static LearningSet of(BarSeries bars, TrainingRequest request) {
        Collector collector = new Collector(bars, request);
        for (int i = 0; i < bars.size(); i++) {
            collector.take(i);
        }
        return collector.build();
    }

    public Samples samples() {
        return samples;
    }

    public int size() {
        return labels.size();
    }

    public Label label(int sample) {
        return labels.get(sample);
    }

    public List<Span> spans() {
        return labels.stream().map(Label::span).toList();
    }

    /** When the bar opened at whose close a sample stands. */
    public long openMillis(int sample) {
        return openMillis[sample];
    }

    /** How many labels that told nothing twice all of them are worth. */
    public double effectiveSize() {
        return SampleWeights.effectiveSize(uniqueness);
    }

    /** The same for some of them. */
    public double effectiveSize(int[] chosen) {
        return Arrays.stream(chosen).mapToDouble(sample -> uniqueness[sample]).sum();
    }

    /** Grows the columns as samples come. */
    private static final class Collector {
        private final BarSeries bars;
        private final TrainingRequest request;
        private final PricePath path;
        private final double[] deviations;
        private final FeatureStream stream;
        private final TripleBarrier barrier;
        private final Optional<Expert> primary;
        private final int columns;
        private final List<Label> labels = new ArrayList<>();
        private double[] values;
        private int[] outcomes = new int[1024];
        private long[] times = new long[1024];

        Collector(BarSeries bars, TrainingRequest request) {
            this.bars = bars;
            this.request = request;
            this.path = PricePath.of(bars);
            this.deviations = MovingDeviation.of(path, request.label().volatilitySpan());
            this.stream = request.features().stream(request.symbol(), bars.format().timeframe());
            this.barrier = new TripleBarrier(request.label());
            this.primary =
                    request.primary()
                            .map(definition ->
                                    definition
                                            .factory()
                                            .create(request.symbol(), bars.format().timeframe()));
            this.columns = request.features().schema().size();
            this.values = new double[1024 * columns];
        }

        void take(int index) {
            Bar bar = bars.bar(index);
            stream.onBar(bar);
            primary.ifPresent(expert -> expert.onBar(bar));
            boolean asked =
                    primary.map(expert -> expert.isAwake() && expert.score() != 0).orElse(true);
            if (!stream.isReady() || !asked || !(deviations[index] > 0)) {
                return;
            }
            TradeSide side =
                    primary.map(expert -> TradeSide.of(expert.score())).orElse(TradeSide.LONG);
            barrier.label(path, index, deviations[index], side)
                    .filter(label -> primary.isPresent() || label.outcome() != 0)
                    .ifPresent(label -> add(label, bar.openMillis()));
        }

        private void add(Label label, long time) {
            int at = labels.size();
            if (at == outcomes.length) {
                values = Arrays.copyOf(values, Math.multiplyExact(values.length, 2));
                outcomes = Arrays.copyOf(outcomes, 2 * at);
                times = Arrays.copyOf(times, 2 * at);
            }
            stream.copyTo(values, at * columns);
            boolean good = primary.isPresent() ? label.isProfitable() : label.outcome() > 0;
            outcomes[at] = good ? 1 : 0;
            times[at] = time;
            labels.add(label);
        }

        LearningSet build() {
            int count = labels.size();
            if (count == 0) {
                throw new IllegalArgumentException(
                        "bars must be more than "
                                + (stream.warmUpBars() + request.label().horizonBars())
                                + " to learn from, were "
                                + bars.size());
            }
            List<Span> spans = labels.stream().map(Label::span).toList();
            double[] weights = SampleWeights.combined(spans, path.logReturns(), request.decay());
            Samples samples =
                    new Samples(
                            Arrays.copyOf(values, count * columns),
                            columns,
                            Arrays.copyOf(outcomes, count),
                            weights);
            return new LearningSet(
                    samples,
                    labels,
                    Arrays.copyOf(times, count),
                    SampleWeights.uniqueness(spans, bars.size()));
        }
    }
}
