package dev.keel.signals.learn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.market.BarSeries;
import dev.keel.signals.learn.feature.StandardFeatures;
import dev.keel.signals.learn.label.Span;
import dev.keel.signals.learn.model.Learner;
import dev.keel.signals.learn.model.LightGbmLearner;
import dev.keel.signals.learn.model.Models;
import dev.keel.signals.learn.model.Samples;
import dev.keel.signals.learn.score.BinaryScores;
import dev.keel.signals.learn.validation.PurgedKFold;
import dev.keel.signals.learn.validation.Split;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * That nothing of the future reaches a model, and that it would be seen if it did. The prefix test
 * of features is in {@code FeatureStreamTest}, the purging of every splitting in {@code
 * SplittingTest}, the scaler in {@code LearnersTest}.
 */
class LeakageTest {
    private static final Learner SMALL = new LightGbmLearner(30, 0.1, 6, 0.02);

    /** (b) Outcomes drawn anew have nothing to do with the features: the AUC must be chance. */
    @ParameterizedTest
    @ValueSource(strings = {"lightgbm", "logistic"})
    void findsNothingInShuffledLabels(String learner) {
        BarSeries bars = Markets.trending(1, 3_000);
        TrainingRequest request = Markets.request(Models.learner(learner), 5);
        LearningSet set = LearningSet.of(bars, request);
        Samples shuffled = set.samples().withOutcomes(shuffled(set.samples(), 9));

        double auc = auc(request.learner(), set, shuffled, request);

        assertThat(auc).isCloseTo(0.5, within(2 / Math.sqrt(set.effectiveSize())));
    }

    /** (b) Outcomes that hang together as they did, moved far away in time: as much chance. */
    @Test
    void findsNothingInShiftedLabels() {
        TrainingResult result =
                Training.run(Markets.trending(1, 3_000), Markets.request(SMALL, 5), _ -> {});

        assertThat(result.scores().shifted().auc())
                .isCloseTo(0.5, within(result.sizes().chanceBand()));
    }

    /** (c) A feature of the next bar must raise the score, or these tests could not fail. */
    @Test
    void seesALeakIfThereIsOne() {
        BarSeries bars = Markets.noise(2, 3_000);
        TrainingRequest honest = Markets.request(SMALL, 5);
        TrainingRequest leaking =
                Markets.request(
                        SMALL, 5, StandardFeatures.base().with(List.of(Markets.peek(bars, 1))));
        LearningSet set = LearningSet.of(bars, honest);
        double band = 2 / Math.sqrt(set.effectiveSize());

        double without = auc(SMALL, set, set.samples(), honest);
        LearningSet leaked = LearningSet.of(bars, leaking);
        double with = auc(SMALL, leaked, leaked.samples(), leaking);

        assertThat(without).isCloseTo(0.5, within(band));
        assertThat(with).isGreaterThan(0.5 + 2 * band).isGreaterThan(without + 0.1);
    }

    /** (d) On prices that nobody can foresee the trades' deflated Sharpe ratio stays below 0.95. */
    @Test
    void earnsNothingOnNoise() {
        int lucky = 0;
        int runs = 20;
        for (int seed = 0; seed < runs; seed++) {
            TrainingResult result =
                    Training.run(
                            Markets.noise(100 + seed, 1_500),
                            Markets.request(Models.learner("logistic"), 5),
                            _ -> {});
            double probability =
                    result.trades().sharpe().map(sharpe -> sharpe.deflated(0.01, runs)).orElse(0.0);
            lucky += probability >= 0.95 ? 1 : 0;
        }

        assertThat(lucky).isLessThanOrEqualTo(1);
    }

    /** (f) In the samples of a real training no trained label shares a bar with a tested one. */
    @Test
    void purgesEveryLabelThatOverlaps() {
        LearningSet set = LearningSet.of(Markets.noise(3, 1_200), Markets.request(SMALL, 20));
        List<Span> spans = set.spans();

        for (Split split : new PurgedKFold(4, 0.01).splits(spans)) {
            int first = spans.get(split.test()[0]).start();
            int last =
                    Arrays.stream(split.test())
                            .map(sample -> spans.get(sample).end())
                            .max()
                            .orElseThrow();
            assertThat(Arrays.stream(split.train()))
                    .noneMatch(sample -> spans.get(sample).overlaps(new Span(first, last)));
        }
    }

    /** What there is to find is found, so that all of the above is not for lack of learning. */
    @Test
    void findsATrendThatIsThere() {
        BarSeries bars = Markets.trending(4, 6_000);
        TrainingRequest request = Markets.request(SMALL, 3);
        LearningSet set = LearningSet.of(bars, request);

        assertThat(auc(SMALL, set, set.samples(), request))
                .isGreaterThan(0.5 + 2 / Math.sqrt(set.effectiveSize()));
    }

    private static double auc(
            Learner learner, LearningSet set, Samples samples, TrainingRequest request) {
        HeldOut held =
                HeldOut.run(
                        learner,
                        samples,
                        request.validation().splits(set.spans()),
                        request.seed(),
                        _ -> {});
        int[] tested = held.tested();
        return BinaryScores.of(
                        held.of(tested), Arrays.stream(tested).map(samples::outcome).toArray())
                .auc();
    }

    private static int[] shuffled(Samples samples, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] outcomes = new int[samples.rows()];
        Arrays.setAll(outcomes, samples::outcome);
        for (int i = outcomes.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = outcomes[i];
            outcomes[i] = outcomes[other];
            outcomes[other] = kept;
        }
        return outcomes;
    }
}
