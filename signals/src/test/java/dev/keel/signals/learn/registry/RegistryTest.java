package dev.keel.signals.learn.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Timeframe;
import dev.keel.signals.learn.label.BarrierSettings;
import dev.keel.signals.learn.label.BarrierSettings.Timeout;
import dev.keel.signals.learn.registry.Promotion.Verdict;
import dev.keel.signals.learn.registry.WalkForwardPredictions.Prediction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
    private static final Instant DAY = Instant.parse("2024-01-31T00:00:00Z");

    private static final BarrierSettings LABEL =
            new BarrierSettings(1, 1, 10, 100, 0.001, Timeout.SIGN);

    @TempDir private Path folder;

    private ModelRegistry registry;

    @BeforeEach
    void open() {
        registry = new ModelRegistry(folder.resolve("models"));
    }

    @Test
    void isEmptyBeforeAnythingWasStored() {
        assertThat(registry.all()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.find("0000000000000001"))
                .withMessage("model '0000000000000001' is unknown");
    }

    @Test
    void readsWhatItWrote() {
        ModelRecord model = model(1, "X", registry.store(bytes("walk")), Stage.SHADOW);

        registry.store(model);

        assertThat(registry.find(model.id())).isEqualTo(model);
        assertThat(new ModelRegistry(folder.resolve("models")).all()).containsExactly(model);
    }

    @Test
    void namesBytesByTheirHash() {
        String hash = registry.store(bytes("abc"));

        assertThat(hash)
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(registry.store(bytes("abc"))).isEqualTo(hash);
        assertThat(registry.artefact(hash)).isEqualTo(bytes("abc"));
    }

    @Test
    void refusesBytesThatHaveChanged() throws IOException {
        String hash = registry.store(bytes("abc"));
        Path file = folder.resolve("models/artefacts").resolve(hash);
        Files.writeString(file, "abd");

        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> registry.artefact(hash))
                .withMessageContaining(file + " is corrupt: its SHA-256 must be its name");
    }

    @Test
    void namesTheFileThatIsMissing() {
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> registry.artefact("00"))
                .withMessageContaining(folder.resolve("models/artefacts/00") + " is missing");
    }

    @Test
    void namesTheRecordThatIsBroken() throws IOException {
        ModelRecord model = model(1, "X", "00", Stage.CANDIDATE);
        registry.store(model);
        Path file = folder.resolve("models/models").resolve(model.id() + ".txt");
        String text = Files.readString(file);

        Files.writeString(file, text.replace("seed = 1", "seed = one"));
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> registry.all())
                .withMessage(
                        "registry file "
                                + file
                                + " is broken: seed must be a whole number, was 'one'");

        Files.writeString(file, text.replace("stage = candidate\n", ""));
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> registry.all())
                .withMessageContaining("must have stage, has not");
    }

    @Test
    void leavesNoHalfWrittenFile() throws IOException {
        registry.store(bytes("abc"));
        registry.store(model(1, "X", "00", Stage.CANDIDATE));

        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(2);
        }
    }

    @Test
    void promotesAChallengerThatIsBetterThanTheChampion() {
        ModelRecord champion = stored(1, 0.1, Stage.CHAMPION);
        ModelRecord challenger = stored(2, 0.6, Stage.CANDIDATE);

        Verdict verdict = new Promotion(registry).promote(challenger.id(), 1);

        assertThat(verdict.promoted()).isTrue();
        assertThat(verdict.opponent()).isEqualTo(champion.id());
        assertThat(verdict.compared()).isEqualTo(2_000);
        assertThat(verdict.interval().orElseThrow().low()).isPositive();
        assertThat(registry.find(champion.id()).stage()).isEqualTo(Stage.RETIRED);
        assertThat(registry.champion(challenger.market()))
                .contains(challenger.withStage(Stage.CHAMPION));
    }

    @Test
    void keepsAChampionThatIsBetterOrAsGood() {
        ModelRecord champion = stored(1, 0.6, Stage.CHAMPION);
        ModelRecord worse = stored(2, 0.1, Stage.CANDIDATE);
        ModelRecord same = stored(3, 0.6, Stage.CANDIDATE);

        assertThat(new Promotion(registry).promote(worse.id(), 1).promoted()).isFalse();
        Verdict verdict = new Promotion(registry).promote(same.id(), 1);

        assertThat(verdict.promoted()).isFalse();
        assertThat(verdict.reason()).contains("cannot be told from chance");
        assertThat(registry.champion(champion.market())).contains(champion);
    }

    /** Without a champion it still has to know something. */
    @Test
    void promotesTheFirstOnlyIfItBeatsTheBaseRate() {
        ModelRecord knowing = stored(1, 0.5, Stage.CANDIDATE);
        ModelRecord guessing = stored(2, 0, Stage.CANDIDATE);

        assertThat(new Promotion(registry).promote(guessing.id(), 1).promoted()).isFalse();
        Verdict verdict = new Promotion(registry).promote(knowing.id(), 1);

        assertThat(verdict.promoted()).isTrue();
        assertThat(verdict.opponent()).isEqualTo("the base rate");
    }

    @Test
    void comparesOnlyTheSameLabels() {
        stored(1, 0.1, Stage.CHAMPION);
        ModelRecord other =
                record(
                        2,
                        "X",
                        new BarrierSettings(2, 1, 10, 100, 0, Timeout.SIGN),
                        registry.store(walk(0.6)),
                        Stage.CANDIDATE);
        registry.store(other);

        Verdict verdict = new Promotion(registry).promote(other.id(), 1);

        assertThat(verdict.promoted()).isFalse();
        assertThat(verdict.reason()).contains("labels must be the same to be compared");
    }

    @Test
    void refusesToPromoteTheChampion() {
        ModelRecord champion = stored(1, 0.1, Stage.CHAMPION);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Promotion(registry).promote(champion.id(), 1))
                .withMessageContaining("is the champion already");
    }

    @Test
    void countsOnlyModelsOfTheMarket() {
        stored(1, 0.1, Stage.CANDIDATE);
        registry.store(model(2, "Y", "00", Stage.CHAMPION));

        assertThat(registry.of(model(3, "X", "00", Stage.CANDIDATE).market())).hasSize(1);
        assertThat(registry.champion(model(3, "X", "00", Stage.CANDIDATE).market())).isEmpty();
    }

    private ModelRecord stored(int number, double knowledge, Stage stage) {
        ModelRecord model = model(number, "X", registry.store(walk(knowledge)), stage);
        registry.store(model);
        return model;
    }

    private static ModelRecord model(int number, String symbol, String walk, Stage stage) {
        return record(number, symbol, LABEL, walk, stage);
    }

    private static ModelRecord record(
            int number, String symbol, BarrierSettings label, String walk, Stage stage) {
        return new ModelRecord(
                String.format("%016x", number),
                new ModelRecord.Market(InstrumentId.of(symbol), Timeframe.H1, "abcd"),
                new ModelRecord.Training(
                        "logistic",
                        "epochs 5",
                        DAY.minusSeconds(86_400),
                        DAY,
                        label,
                        1,
                        number,
                        number > 1 ? Optional.of("0000000000000001") : Optional.empty()),
                new ModelRecord.Artefacts("00", "01", walk),
                "platt -1.0 0.25",
                Map.of("cv.auc", 0.51, "walkForward.auc", 0.5),
                DAY.plusSeconds(number),
                stage);
    }

    /** The probability of what happened is higher the more is known. */
    private static byte[] walk(double knowledge) {
        SplittableRandom random = new SplittableRandom(5);
        List<Prediction> predictions = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            double hidden = random.nextDouble();
            int outcome = random.nextDouble() < hidden ? 1 : 0;
            double said = 0.5 + knowledge * (hidden - 0.5);
            predictions.add(new Prediction(i * 3_600_000L, outcome, said));
        }
        return new WalkForwardPredictions(predictions).toBytes();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
