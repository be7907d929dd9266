package dev.keel.signals.learn.registry;

import dev.keel.core.statistics.Bootstrap;
import dev.keel.core.statistics.Interval;
import dev.keel.core.statistics.Sample;
import dev.keel.signals.learn.registry.WalkForwardPredictions.Prediction;
import dev.keel.signals.learn.score.BinaryScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Decides whether a challenger takes the champion's place.
 *
 * <p>Both are compared on the bars that both have walk-forward predictions for: the difference of
 * their log losses, champion minus challenger, resampled in blocks of the label horizon, since
 * labels that overlap are not two. The challenger is promoted if the whole 95 % interval of the
 * mean difference lies above zero. Where there is no champion it must beat, by the same measure,
 * the share of ones that had been seen before each bar: someone who knows nothing but how often it
 * went up.
 */
public final class Promotion {
    /** Bars that both must have been judged on. */
    public static final int LEAST_SHARED = 100;

    private static final int RESAMPLES = 2_000;

    private final ModelRegistry registry;

    public Promotion(ModelRegistry registry) {
        this.registry = registry;
    }

    /**
     * Compares a model with its market's champion, and makes it the champion if it is better.
     *
     * @throws IllegalArgumentException if the model is unknown, or is the champion
     * @throws RegistryException naming the file, if one is broken
     */
    public Verdict promote(String id, long seed) {
        ModelRecord challenger = registry.find(id);
        Optional<ModelRecord> champion = registry.champion(challenger.market());
        if (champion.filter(model -> model.id().equals(id)).isPresent()) {
            throw new IllegalArgumentException("model '" + id + "' is the champion already");
        }
        Verdict verdict = compare(challenger, champion, seed);
        if (verdict.promoted()) {
            registry.crown(challenger);
        }
        return verdict;
    }

    private Verdict compare(ModelRecord challenger, Optional<ModelRecord> champion, long seed) {
        String opponent = champion.map(ModelRecord::id).orElse("the base rate");
        if (champion.isPresent()
                && !champion.get().training().label().equals(challenger.training().label())) {
            return refused(
                    opponent,
                    "labels must be the same to be compared, the champion's are "
                            + champion.get().training().label().describe());
        }
        List<Prediction> own = predictions(challenger);
        double[] differences =
                champion.isPresent()
                        ? differences(own, predictions(champion.get()))
                        : againstBaseRate(own);
        if (differences.length < LEAST_SHARED) {
            return refused(
                    opponent,
                    "walk-forward predictions on the same bars must be at least "
                            + LEAST_SHARED
                            + ", were "
                            + differences.length);
        }
        Interval interval =
                new Bootstrap.Blocks(challenger.training().label().horizonBars())
                        .interval(
                                differences,
                                values -> Sample.of(values).mean(),
                                RESAMPLES,
                                0.95,
                                new SplittableRandom(seed));
        boolean better = interval.low() > 0;
        return new Verdict(
                better, opponent, differences.length, Optional.of(interval), reason(interval));
    }

    private static String reason(Interval interval) {
        if (interval.low() > 0) {
            return "its log loss is lower, and the whole 95 % interval says so";
        }
        return interval.high() < 0
                ? "its log loss is higher, and the whole 95 % interval says so"
                : "that its log loss is lower cannot be told from chance";
    }

    private static Verdict refused(String opponent, String reason) {
        return new Verdict(false, opponent, 0, Optional.empty(), reason);
    }

    private List<Prediction> predictions(ModelRecord model) {
        return WalkForwardPredictions.parse(registry.artefact(model.artefacts().walkForward()))
                .predictions();
    }

    private static double[] differences(List<Prediction> challenger, List<Prediction> champion) {
        Map<Long, Prediction> other = new WalkForwardPredictions(champion).byTime();
        List<Double> differences = new ArrayList<>();
        for (Prediction own : challenger) {
            Prediction theirs = other.get(own.openMillis());
            if (theirs != null && theirs.outcome() == own.outcome()) {
                differences.add(loss(theirs) - loss(own));
            }
        }
        return differences.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] againstBaseRate(List<Prediction> own) {
        double[] differences = new double[own.size()];
        double ones = 1;
        double all = 2;
        for (int i = 0; i < differences.length; i++) {
            Prediction prediction = own.get(i);
            differences[i] =
                    BinaryScores.logLoss(ones / all, prediction.outcome()) - loss(prediction);
            ones += prediction.outcome();
            all++;
        }
        return differences;
    }

    private static double loss(Prediction prediction) {
        return BinaryScores.logLoss(prediction.probability(), prediction.outcome());
    }

    /**
     * What came of it.
     *
     * @param opponent the champion's id, or the base rate
     * @param compared bars
     * @param interval of the mean difference in log loss, above 0 if the challenger is better
     * @param reason in words
     */
    public record Verdict(
            boolean promoted,
            String opponent,
            int compared,
            Optional<Interval> interval,
            String reason) {}
}
