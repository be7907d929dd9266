package dev.keel.signals.learn.training;

import dev.keel.core.statistics.SharpeEstimate;
import dev.keel.signals.learn.calibration.Calibration;
import dev.keel.signals.learn.label.Label;
import dev.keel.signals.learn.model.Samples;
import dev.keel.signals.learn.registry.WalkForwardPredictions;
import dev.keel.signals.learn.registry.WalkForwardPredictions.Prediction;
import dev.keel.signals.learn.score.BinaryScores;
import dev.keel.signals.learn.training.TrainingResult.Unfiltered;
import dev.keel.signals.learn.validation.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Goes through walk-forward splits as time would: predictions are calibrated by predictions before
 * them whose labels were settled, and trades are valued by what labels settled before made.
 */
final class WalkForwardTrial {
    /** Fewer settled predictions calibrate nothing. */
    private static final int LEAST_CALIBRATION = 200;

    private final LearningSet set;
    private final HeldOut held;
    private final boolean meta;
    private final int[] tested;
    private final double[] calibrated;
    private final List<Double> netReturns = new ArrayList<>();
    private int busyUntil = -1;

    WalkForwardTrial(LearningSet set, List<Split> splits, HeldOut held, boolean meta) {
        this.set = set;
        this.held = held;
        this.meta = meta;
        this.tested = held.tested();
        this.calibrated = new double[set.size()];
        splits.forEach(this::go);
    }

    private void go(Split split) {
        int[] test = split.test();
        int start = set.label(test[0]).span().start();
        int[] known =
                Arrays.stream(tested)
                        .filter(sample ->
                                sample < test[0] && set.label(sample).span().end() < start)
                        .toArray();
        Calibration calibration =
                known.length < LEAST_CALIBRATION
                        ? new Calibration.None()
                        : Calibration.fit(held.of(known), outcomes(set.samples(), known));
        Expectation expectation = Expectation.of(set, split.train());
        for (int sample : test) {
            calibrated[sample] = calibration.apply(held.of(sample));
            trade(sample, calibrated[sample], expectation);
        }
    }

    private void trade(int sample, double probability, Expectation expectation) {
        Label label = set.label(sample);
        if (label.span().start() < busyUntil) {
            return;
        }
        double cost = label.grossReturn() - label.netReturn();
        double expected = expectation.of(probability);
        if (expected - cost > 0) {
            netReturns.add(label.netReturn());
            busyUntil = label.span().end();
        } else if (!meta && -expected - cost > 0) {
            netReturns.add(-label.grossReturn() - cost);
            busyUntil = label.span().end();
        }
    }

    BinaryScores scores() {
        return BinaryScores.of(
                Arrays.stream(tested).mapToDouble(sample -> calibrated[sample]).toArray(),
                outcomes(set.samples(), tested));
    }

    double effectiveSize() {
        return set.effectiveSize(tested);
    }

    WalkForwardPredictions predictions() {
        return new WalkForwardPredictions(
                Arrays.stream(tested)
                        .mapToObj(sample ->
                                new Prediction(
                                        set.openMillis(sample),
                                        set.samples().outcome(sample),
                                        calibrated[sample]))
                        .toList());
    }

    int trades() {
        return netReturns.size();
    }

    double meanNet() {
        return netReturns.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    /** What the primary made without the model; empty without a primary. */
    Optional<Unfiltered> unfiltered() {
        if (!meta) {
            return Optional.empty();
        }
        int count = 0;
        double sum = 0;
        int busy = -1;
        for (int sample : tested) {
            Label label = set.label(sample);
            if (label.span().start() >= busy) {
                count++;
                sum += label.netReturn();
                busy = label.span().end();
            }
        }
        return Optional.of(new Unfiltered(count, count == 0 ? 0 : sum / count));
    }

    Optional<SharpeEstimate> sharpe() {
        return SharpeEstimate.of(netReturns.stream().mapToDouble(Double::doubleValue).toArray());
    }

    static int[] outcomes(Samples samples, int[] chosen) {
        return Arrays.stream(chosen).map(samples::outcome).toArray();
    }

    /** What a trade makes before costs on average if the outcome is 1, and if it is 0. */
    private record Expectation(double ifOne, double ifZero) {
        static Expectation of(LearningSet set, int[] train) {
            return new Expectation(mean(set, train, 1), mean(set, train, 0));
        }

        private static double mean(LearningSet set, int[] train, int outcome) {
            return IntStream.of(train)
                    .filter(sample -> set.samples().outcome(sample) == outcome)
                    .mapToDouble(sample -> set.label(sample).grossReturn())
                    .average()
                    .orElse(0);
        }

        double of(double probability) {
            return probability * ifOne + (1 - probability) * ifZero;
        }
    }
}
