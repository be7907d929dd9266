package dev.keel.signals.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.learn.calibration.Calibration;
import dev.keel.signals.learn.drift.DriftReference;
import dev.keel.signals.learn.feature.FeatureSet;
import dev.keel.signals.learn.feature.FeatureStream;
import dev.keel.signals.learn.feature.StandardFeatures;
import dev.keel.signals.learn.model.LightGbmLearner;
import dev.keel.signals.learn.model.Model;
import dev.keel.signals.learn.model.Models;
import dev.keel.signals.learn.onnx.OnnxFiles;
import dev.keel.signals.learn.onnx.OnnxImport;
import dev.keel.signals.learn.registry.ModelRecord;
import dev.keel.signals.learn.registry.ModelRegistry;
import dev.keel.signals.learn.registry.RegistryException;
import dev.keel.signals.learn.registry.Stage;
import dev.keel.signals.learn.training.Examination;
import dev.keel.signals.learn.training.Markets;
import dev.keel.signals.learn.training.TrainedModels;
import dev.keel.signals.learn.training.Training;
import dev.keel.signals.learn.training.TrainingRequest;
import dev.keel.signals.learn.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlExpertTest {
    private static final InstrumentId SYMBOL = InstrumentId.of("X");
    private static final Instant NOW = Instant.parse("2024-01-31T00:00:00Z");
    private static final BarSeries BARS = Markets.trending(5, 4_000);
    private static final TrainingRequest REQUEST =
            Markets.request(new LightGbmLearner(30, 0.1, 6, 0.02), 3);
    private static final TrainingResult RESULT = Training.run(BARS, REQUEST, _ -> {});
    private static final ExecutorService EXECUTOR = Executors.newSingleThreadExecutor();
    private static final OnnxImport ONNX = new OnnxImport(EXECUTOR, Duration.ofSeconds(30));

    @TempDir private Path folder;

    private ModelRegistry registry;
    private ModelRecord champion;

    @BeforeEach
    void crown() {
        registry = new ModelRegistry(folder);
        champion = stored(RESULT, "lightgbm").withStage(Stage.CHAMPION);
        registry.store(champion);
    }

    @AfterAll
    static void stop() {
        EXECUTOR.close();
    }

    @Test
    void saysWhatTheModelSays() {
        try (MlExperts experts = experts();
                Model model = Examples.model(registry, champion)) {
            Expert expert = experts.definition().factory().create(SYMBOL, Timeframe.H1);
            List<Double> said = new ArrayList<>();
            BarSeries unseen = Markets.trending(6, 600);
            for (int i = 0; i < unseen.size(); i++) {
                expert.onBar(unseen.bar(i));
                if (expert.isAwake()) {
                    said.add(expert.score());
                }
            }

            assertThat(said)
                    .hasSizeGreaterThan(400)
                    .allSatisfy(s -> assertThat(s).isBetween(-1.0, 1.0));
            assertThat(said.getLast())
                    .isCloseTo(Examples.score(champion, model, unseen), within(1e-12));
            double trust =
                    (2 * champion.metric("walkForward.auc").orElseThrow() - 1)
                            * (1 - champion.metric("walkForward.calibrationError").orElseThrow());
            assertThat(expert.reliability()).isCloseTo(Math.max(0, trust), within(1e-12));
            assertThat(expert.evidence())
                    .singleElement()
                    .satisfies(reason -> {
                        assertThat(reason.text()).contains(champion.id()).contains("lightgbm");
                        assertThat(reason.figures()).hasSize(4);
                    });
        }
    }

    @Test
    void sleepsDuringItsWarmUp() {
        try (MlExperts experts = experts()) {
            Expert expert = experts.create(SYMBOL, Timeframe.H1);
            int asleep = 0;
            while (!expert.isAwake()) {
                assertThat(expert.score()).isZero();
                assertThat(expert.reliability()).isZero();
                assertThat(expert.evidence()).isEmpty();
                expert.onBar(BARS.bar(asleep));
                asleep++;
            }

            assertThat(asleep).isEqualTo(expert.warmUpBars());
        }
    }

    /** The prefix test: what was said at a bar is never taken back. */
    @Test
    void neverChangesItsMindAboutThePast() {
        try (MlExperts experts = experts()) {
            List<Double> whole = scores(experts.create(SYMBOL, Timeframe.H1), 500);

            assertThat(scores(experts.create(SYMBOL, Timeframe.H1), 300))
                    .isEqualTo(whole.subList(0, 300));
        }
    }

    @Test
    void sleepsWithoutAChampionOfTheMarketOrTheFeatures() {
        FeatureSet other = StandardFeatures.base().with(List.of(Markets.peek(BARS, 1)));
        try (MlExperts experts = experts();
                MlExperts others = new MlExperts(registry, List.of(other), ONNX)) {
            assertAsleep(experts.create(InstrumentId.of("Y"), Timeframe.H1));
            assertAsleep(experts.create(SYMBOL, Timeframe.D1));
            assertAsleep(others.create(SYMBOL, Timeframe.H1));
        }
        registry.store(champion.withStage(Stage.SHADOW));
        try (MlExperts experts = experts()) {
            assertAsleep(experts.create(SYMBOL, Timeframe.H1));
        }
    }

    /** A market that only rises, in small even steps, is none that it was trained on. */
    @Test
    void fallsAsleepInAWorldItDoesNotKnow() {
        try (MlExperts experts = experts()) {
            Expert expert = experts.create(SYMBOL, Timeframe.H1);
            for (int i = 0; i < BARS.size(); i++) {
                expert.onBar(BARS.bar(i));
            }
            assertThat(expert.isAwake()).isTrue();
            Bar last = BARS.bar(BARS.size() - 1);
            long price = last.close();
            int bars = 0;
            while (expert.isAwake() && bars < 3_000) {
                bars++;
                price += price / 2_000 + bars % 3;
                expert.onBar(
                        new Bar(
                                last.format(),
                                last.openMillis() + bars * 3_600_000L,
                                price,
                                price + 5,
                                price - 5,
                                price,
                                500));
            }

            assertThat(expert.isAwake()).isFalse();
        }
    }

    @Test
    void refusesAChampionWhoseBytesHaveChanged() throws IOException {
        Files.writeString(
                folder.resolve("artefacts").resolve(champion.artefacts().model()), "tree");

        try (MlExperts experts = experts()) {
            assertThatExceptionOfType(RegistryException.class)
                    .isThrownBy(() -> experts.create(SYMBOL, Timeframe.H1))
                    .withMessageContaining("is corrupt");
        }
    }

    @Test
    void refusesAModelOfAnotherWidth() {
        try (Model model = Examples.model(registry, champion)) {
            DriftReference narrow = DriftReference.of(List.of(new double[10], new double[10]));

            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            new MlExpert(
                                    champion,
                                    model,
                                    narrow,
                                    StandardFeatures.base().stream(SYMBOL, Timeframe.H1)))
                    .withMessageContaining("and its drift reference one more, had 2");
        }
    }

    @Test
    void closesItsModels() {
        MlExperts experts = experts();
        Expert expert = experts.create(SYMBOL, Timeframe.H1);
        experts.close();
        experts.close();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> scores(expert, 500))
                .withMessage("model must be open, was closed");
    }

    @Test
    void hearsAnImportedChampion() {
        byte[] file = OnnxFiles.logistic(REQUEST.features().schema(), 0.01f).build().toByteArray();
        TrainingResult result;
        try (Model model = ONNX.read(file, REQUEST.features().schema())) {
            result = Examination.run(BARS, model, REQUEST, _ -> {});
        }
        registry.store(champion.withStage(Stage.RETIRED));
        registry.store(stored(result, OnnxImport.KIND).withStage(Stage.CHAMPION));
        try (MlExperts experts = experts()) {
            Expert expert = experts.create(SYMBOL, Timeframe.H1);

            assertThat(scores(expert, 500)).anyMatch(score -> score != 0);
        }
    }

    private ModelRecord stored(TrainingResult result, String kind) {
        return new TrainedModels(registry)
                .store(BARS, REQUEST, kind, "test", result, NOW, Stage.CANDIDATE);
    }

    private MlExperts experts() {
        return new MlExperts(
                registry, List.of(StandardFeatures.all(), StandardFeatures.base()), ONNX);
    }

    private static void assertAsleep(Expert expert) {
        assertThat(scores(expert, 400)).containsOnly(0.0);
        assertThat(expert.isAwake()).isFalse();
        assertThat(expert.evidence()).isEmpty();
    }

    private static List<Double> scores(Expert expert, int bars) {
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < bars; i++) {
            expert.onBar(BARS.bar(i));
            scores.add(expert.score());
        }
        return scores;
    }

    /** What the parts say when they are put together by hand. */
    private static final class Examples {
        private Examples() {}

        static Model model(ModelRegistry registry, ModelRecord entry) {
            return Models.load(
                    entry.training().kind(), registry.artefact(entry.artefacts().model()));
        }

        static double score(ModelRecord entry, Model model, BarSeries bars) {
            FeatureStream stream = StandardFeatures.base().stream(SYMBOL, Timeframe.H1);
            for (int i = 0; i < bars.size(); i++) {
                stream.onBar(bars.bar(i));
            }
            double[] row = new double[stream.schema().size()];
            stream.copyTo(row, 0);
            return 2 * Calibration.parse(entry.calibration()).apply(model.predict(row)) - 1;
        }
    }
}
