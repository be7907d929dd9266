package dev.keel.signals.learn.training;

import dev.keel.core.market.BarSeries;
import dev.keel.signals.learn.calibration.Calibration;
import dev.keel.signals.learn.calibration.TradeThreshold;
import dev.keel.signals.learn.drift.DriftReference;
import dev.keel.signals.learn.model.Model;
import dev.keel.signals.learn.model.Samples;
import dev.keel.signals.learn.score.BinaryScores;
import dev.keel.signals.learn.training.TrainingResult.Artefact;
import dev.keel.signals.learn.training.TrainingResult.Importance;
import dev.keel.signals.learn.training.TrainingResult.Learned;
import dev.keel.signals.learn.training.TrainingResult.Scores;
import dev.keel.signals.learn.training.TrainingResult.Sizes;
import dev.keel.signals.learn.training.TrainingResult.Trades;
import dev.keel.signals.learn.validation.CombinatorialSplits;
import dev.keel.signals.learn.validation.Split;
import dev.keel.signals.learn.validation.WalkForward;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** One training, from bars to a {@link TrainingResult}. */
public final class Training {
    /** The walk-forward tests the last four of six blocks. */
    private static final WalkForward WALK_FORWARD = new WalkForward(6, 2, 0);

    /** Fewer labels that told nothing twice teach nothing. */
    private static final int LEAST_EFFECTIVE = 30;

    /** A threshold that fewer trades speak for is luck. */
    private static final int LEAST_TRADES = 50;

    private final TrainingRequest request;
    private final Consumer<String> progress;
    private final LearningSet set;

    private Training(LearningSet set, TrainingRequest request, Consumer<String> progress) {
        this.set = set;
        this.request = request;
        this.progress = progress;
    }

    /**
     * Trains.
     *
     * @param progress is told what is going on
     * @throws IllegalArgumentException if there is too little to learn from
     */
    public static TrainingResult run(
            BarSeries bars, TrainingRequest request, Consumer<String> progress) {
        progress.accept("computing features and labels of " + bars.size() + " bars");
        LearningSet set = LearningSet.of(bars, request);
        if (set.effectiveSize() < LEAST_EFFECTIVE) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "labels must be worth at least %d that tell nothing twice, %d labels of"
                                    + " these bars are worth %.1f",
                            LEAST_EFFECTIVE,
                            set.size(),
                            set.effectiveSize()));
        }
        return new Training(set, request, progress).run(bars.size());
    }

    private TrainingResult run(int bars) {
        Samples samples = set.samples();
        List<Split> splits = request.validation().splits(set.spans());
        HeldOut held = heldOut(samples, splits, "validated");
        HeldOut shifted = heldOut(shifted(samples), splits, "checked, on shifted labels,");
        List<Split> walk = WALK_FORWARD.splits(set.spans());
        WalkForwardTrial trial =
                new WalkForwardTrial(
                        set, walk, heldOut(samples, walk, "walked"), request.primary().isPresent());
        int[] tested = held.tested();
        double[] predictions = held.of(tested);
        int[] outcomes = WalkForwardTrial.outcomes(samples, tested);
        Scores scores =
                new Scores(
                        BinaryScores.of(predictions, outcomes),
                        BinaryScores.of(crossCalibrated(splits, held, tested), outcomes),
                        BinaryScores.of(
                                shifted.of(tested),
                                WalkForwardTrial.outcomes(shifted(samples), tested)),
                        trial.scores(),
                        pathAucs(held));
        Sizes sizes = new Sizes(bars, set.size(), set.effectiveSize(), trial.effectiveSize());
        progress.accept("learning from all samples");
        try (Model model = request.learner().fit(samples, request.seed())) {
            return new TrainingResult(
                    sizes,
                    scores,
                    new Trades(
                            trial.trades(),
                            trial.meanNet(),
                            trial.sharpe(),
                            threshold(held, tested),
                            trial.unfiltered()),
                    new Learned(
                            new Artefact(model.artefact()),
                            Calibration.fit(predictions, outcomes),
                            reference(samples, predictions),
                            trial.predictions()),
                    importance(model));
        }
    }

    private HeldOut heldOut(Samples samples, List<Split> splits, String did) {
        progress.accept(did + " 0 of " + splits.size() + " splits");
        return HeldOut.run(
                request.learner(),
                samples,
                splits,
                request.seed(),
                done -> progress.accept(did + " " + done + " of " + splits.size() + " splits"));
    }

    /**
     * The outcomes moved by a random share of the whole, around the end: they hang together among
     * themselves as before, and have nothing to do with the features any more.
     */
    private Samples shifted(Samples samples) {
        int rows = samples.rows();
        int by = rows / 4 + new SplittableRandom(request.seed()).nextInt(rows / 2);
        return samples.withOutcomes(
                IntStream.range(0, rows).map(row -> samples.outcome((row + by) % rows)).toArray());
    }

    /** Each split's predictions, calibrated by those of samples that the split does not test. */
    private double[] crossCalibrated(List<Split> splits, HeldOut held, int[] tested) {
        double[] sums = new double[set.size()];
        int[] counts = new int[set.size()];
        for (int i = 0; i < splits.size(); i++) {
            int[] test = splits.get(i).test();
            // What the split may be trained on shares no bar with what it tests.
            int[] others = splits.get(i).train();
            Calibration calibration =
                    Calibration.fit(
                            held.of(others), WalkForwardTrial.outcomes(set.samples(), others));
            for (int sample : test) {
                sums[sample] += calibration.apply(held.of(i, sample));
                counts[sample]++;
            }
        }
        return Arrays.stream(tested).mapToDouble(sample -> sums[sample] / counts[sample]).toArray();
    }

    private List<Double> pathAucs(HeldOut held) {
        if (!(request.validation() instanceof CombinatorialSplits combinatorial)) {
            return List.of();
        }
        List<Double> aucs = new ArrayList<>();
        int[][] paths = combinatorial.paths();
        int[] block = new int[set.size()];
        for (int b = 0; b < combinatorial.blocks(); b++) {
            int from = Math.toIntExact((long) set.size() * b / combinatorial.blocks());
            int to = Math.toIntExact((long) set.size() * (b + 1) / combinatorial.blocks());
            Arrays.fill(block, from, to, b);
        }
        int[] all = IntStream.range(0, set.size()).toArray();
        for (int[] path : paths) {
            double[] said =
                    Arrays.stream(all)
                            .mapToDouble(sample -> held.of(path[block[sample]], sample))
                            .toArray();
            aucs.add(BinaryScores.of(said, WalkForwardTrial.outcomes(set.samples(), all)).auc());
        }
        return aucs;
    }

    private TradeThreshold threshold(HeldOut held, int[] tested) {
        return TradeThreshold.choose(
                held.of(tested),
                Arrays.stream(tested).mapToDouble(i -> set.label(i).netReturn()).toArray(),
                LEAST_TRADES);
    }

    private static DriftReference reference(Samples samples, double[] predictions) {
        List<double[]> columns = new ArrayList<>();
        for (int column = 0; column < samples.columns(); column++) {
            int at = column;
            columns.add(
                    IntStream.range(0, samples.rows())
                            .mapToDouble(row -> samples.value(row, at))
                            .toArray());
        }
        columns.add(predictions);
        return DriftReference.of(columns);
    }

    private List<Importance> importance(Model model) {
        double[] shares = model.importance();
        List<String> names = request.features().schema().names();
        return IntStream.range(0, shares.length)
                .mapToObj(i -> new Importance(names.get(i), shares[i]))
                .sorted(Comparator.comparingDouble(one -> -one.share()))
                .toList();
    }
}
