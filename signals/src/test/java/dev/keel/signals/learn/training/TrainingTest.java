package dev.keel.signals.learn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.core.signal.Reason;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.learn.label.Label;
import dev.keel.signals.learn.model.LightGbmLearner;
import dev.keel.signals.learn.model.Models;
import dev.keel.signals.learn.registry.ModelRecord;
import dev.keel.signals.learn.registry.ModelRegistry;
import dev.keel.signals.learn.registry.Stage;
import dev.keel.signals.learn.validation.CombinatorialSplits;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTest {
    private static final BarSeries BARS = Markets.trending(7, 3_000);
    private static final Instant NOW = Instant.parse("2024-01-31T00:00:00Z");

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"lightgbm", "logistic"})
    void isReproducibleToTheBit(String learner) {
        TrainingRequest request = Markets.request(Models.learner(learner), 5);

        TrainingResult first = Training.run(BARS, request, _ -> {});
        TrainingResult second = Training.run(BARS, request, _ -> {});

        assertThat(second.model().artefact().bytes()).isEqualTo(first.model().artefact().bytes());
        assertThat(second.model().walkForward()).isEqualTo(first.model().walkForward());
        assertThat(second.model().calibration().describe())
                .isEqualTo(first.model().calibration().describe());
        assertThat(second.scores()).isEqualTo(first.scores());
    }

    @Test
    void saysWhatItIsDoing() {
        List<String> said = new ArrayList<>();

        TrainingResult result =
                Training.run(BARS, Markets.request(Models.learner("logistic"), 5), said::add);

        assertThat(said)
                .contains(
                        "computing features and labels of 3000 bars",
                        "validated 4 of 4 splits",
                        "checked, on shifted labels, 4 of 4 splits",
                        "walked 4 of 4 splits",
                        "learning from all samples");
        assertThat(result.importance()).hasSize(17);
        assertThat(result.sizes().effective()).isLessThan(result.sizes().samples());
    }

    @Test
    void refusesTooFewBars() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Training.run(
                                Markets.noise(1, 100),
                                Markets.request(Models.learner("logistic"), 5),
                                _ -> {}))
                .withMessageContaining("bars must be more than");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Training.run(
                                Markets.noise(1, 300),
                                Markets.request(Models.learner("logistic"), 50),
                                _ -> {}))
                .withMessageContaining("labels must be worth at least 30 that tell nothing twice");
    }

    @Test
    void showsThePathsOfACombinatorialValidation() {
        TrainingRequest plain = Markets.request(Models.learner("logistic"), 5);
        TrainingRequest combinatorial =
                new TrainingRequest(
                        plain.symbol(),
                        plain.features(),
                        plain.learner(),
                        plain.label(),
                        new CombinatorialSplits(6, 2, 0.01),
                        1,
                        1,
                        Optional.empty());

        TrainingResult result = Training.run(BARS, combinatorial, _ -> {});

        assertThat(result.scores().pathAucs()).hasSize(5);
        double mean =
                result.scores().pathAucs().stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow();
        assertThat(mean).isCloseTo(result.scores().raw().auc(), within(0.05));
    }

    /** A primary that is right half of the time: samples are its opinions, outcomes its profits. */
    @Test
    void judgesThePrimaryInAMetaModel() {
        ExpertDefinition primary =
                new ExpertDefinition("thirds", "Every third bar.", 1, (_, _) -> new EveryThird());
        TrainingRequest plain = Markets.request(new LightGbmLearner(10, 0.1, 4, 0.02), 5);
        TrainingRequest meta =
                new TrainingRequest(
                        plain.symbol(),
                        plain.features(),
                        plain.learner(),
                        plain.label(),
                        plain.validation(),
                        1,
                        1,
                        Optional.of(primary));

        LearningSet set = LearningSet.of(BARS, meta);
        TrainingResult result = Training.run(BARS, meta, _ -> {});

        assertThat(set.size()).isBetween(900, 1_000);
        for (int i = 0; i < set.size(); i++) {
            Label label = set.label(i);
            assertThat(label.span().start() % 3).isZero();
            assertThat(set.samples().outcome(i)).isEqualTo(label.isProfitable() ? 1 : 0);
        }
        assertThat(result.trades().count()).isLessThan(set.size());
        TrainingResult.Unfiltered all = result.trades().unfiltered().orElseThrow();
        assertThat(all.count()).isBetween(result.trades().count(), set.size());
    }

    /** It says something else of the same features: it must never be heard as which way to go. */
    @Test
    void keepsAMetaModelApartFromThoseThatSayWhichWay() {
        ModelRegistry registry = new ModelRegistry(folder);
        TrainingRequest plain = Markets.request(Models.learner("logistic"), 5);
        ExpertDefinition primary =
                new ExpertDefinition("thirds", "Every third bar.", 1, (_, _) -> new EveryThird());
        TrainingRequest meta =
                new TrainingRequest(
                        plain.symbol(),
                        plain.features(),
                        plain.learner(),
                        plain.label(),
                        plain.validation(),
                        1,
                        1,
                        Optional.of(primary));

        ModelRecord way = store(registry, plain);
        ModelRecord entries = store(registry, meta);

        assertThat(registry.find(entries.id())).isEqualTo(entries);
        assertThat(entries.market().primary()).contains("thirds");
        assertThat(registry.of(way.market())).containsExactly(way);
        assertThat(entries.training().trials()).isEqualTo(2);
        assertThat(entries.metric("primary.trades")).isPresent();
    }

    @Test
    void storesTheSameTrainingOnceAndCountsTrials() {
        ModelRegistry registry = new ModelRegistry(folder);
        TrainingRequest request = Markets.request(Models.learner("logistic"), 5);
        TrainingRequest wider = Markets.request(Models.learner("logistic"), 10);

        ModelRecord first = store(registry, request);
        ModelRecord again = store(registry, request);
        ModelRecord other = store(registry, wider);

        assertThat(again).isEqualTo(first);
        assertThat(first.training().trials()).isOne();
        assertThat(other.training().trials()).isEqualTo(2);
        assertThat(registry.all()).hasSize(2);
        assertThat(registry.artefact(first.artefacts().model())).isNotEmpty();
        assertThat(first.metric("cv.auc")).isPresent();
        assertThat(other.metric("walkForward.dsr")).isPresent();
    }

    private static ModelRecord store(ModelRegistry registry, TrainingRequest request) {
        return new TrainedModels(registry)
                .store(
                        BARS,
                        request,
                        request.learner().name(),
                        request.learner().settings(),
                        Training.run(BARS, request, _ -> {}),
                        NOW,
                        Stage.CANDIDATE);
    }

    /** Long, short and so on, at every third bar from the first on. */
    private static final class EveryThird implements Expert {
        private int bars;

        @Override
        public void onBar(Bar bar) {
            bars++;
        }

        @Override
        public boolean isAwake() {
            return bars % 3 == 1;
        }

        @Override
        public double score() {
            return bars % 2 == 0 ? 1 : -1;
        }

        @Override
        public double reliability() {
            return 0.5;
        }

        @Override
        public int warmUpBars() {
            return 0;
        }

        @Override
        public List<Reason> evidence() {
            return List.of();
        }
    }
}
