package dev.keel.signals.learn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.keel.signals.learn.score.BinaryScores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnersTest {
    private static final Samples SAMPLES = samples(1, 3_000);

    @ParameterizedTest
    @ValueSource(strings = {"lightgbm", "logistic"})
    void learnsWhatThereIsToLearn(String name) {
        Samples unseen = samples(2, 2_000);
        try (Model model = Models.learner(name).fit(SAMPLES, 1)) {
            assertThat(scores(model, unseen).auc()).isGreaterThan(0.7);
            assertThat(model.importance()[0]).isGreaterThan(0.4);
            assertThat(Arrays.stream(model.importance()).sum()).isCloseTo(1, within(1e-9));
            assertThat(model.kind()).isEqualTo(name);
            assertThat(model.columns()).isEqualTo(4);
        }
    }

    /** Reproducible to the bit: the registry names a model by the hash of these bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"lightgbm", "logistic"})
    void givesTheSameBytesForTheSameSeedAndSamples(String name) {
        Learner learner = Models.learner(name);
        try (Model first = learner.fit(SAMPLES, 7);
                Model second = learner.fit(SAMPLES, 7);
                Model other = learner.fit(SAMPLES, 8)) {
            assertThat(second.artefact()).isEqualTo(first.artefact());
            assertThat(other.artefact()).isNotEqualTo(first.artefact());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lightgbm", "logistic"})
    void saysTheSameWhenReadAgain(String name) {
        double[] row = new double[4];
        try (Model model = Models.learner(name).fit(SAMPLES, 1);
                Model read = Models.load(name, model.artefact())) {
            for (int i = 0; i < 200; i++) {
                SAMPLES.copyRow(i, row);
                assertThat(read.predict(row)).isEqualTo(model.predict(row));
            }
            assertThat(read.artefact()).isEqualTo(model.artefact());
        }
    }

    /** Half of the samples say the contrary and weigh nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"lightgbm", "logistic"})
    void listensToWeights(String name) {
        int rows = SAMPLES.rows();
        int[] twice = IntStream.range(0, 2 * rows).map(i -> i % rows).toArray();
        Samples doubled = SAMPLES.choose(twice);
        double[] values = doubled.values();
        int[] outcomes = doubled.outcomes().clone();
        double[] weights = doubled.weights().clone();
        for (int i = rows; i < 2 * rows; i++) {
            outcomes[i] = 1 - outcomes[i];
            weights[i] = 0;
        }
        try (Model model = Models.learner(name).fit(new Samples(values, 4, outcomes, weights), 1)) {
            assertThat(scores(model, samples(2, 1_000)).auc()).isGreaterThan(0.7);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lightgbm", "logistic"})
    void refusesSamplesOfOneOutcome(String name) {
        Samples ones = SAMPLES.withOutcomes(IntStream.range(0, 3_000).map(_ -> 1).toArray());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Models.learner(name).fit(ones, 1))
                .withMessage("samples must have both outcomes, had 3000 ones among 3000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lightgbm", "logistic"})
    void refusesBytesThatAreNoModel(String name) {
        for (String text : new String[] {"", "tree\nnonsense", "logistic 1\n1.0\n1 2\n"}) {
            assertThatExceptionOfType(BrokenArtefactException.class)
                    .isThrownBy(() -> Models.load(name, text.getBytes(StandardCharsets.UTF_8)))
                    .withMessageStartingWith("artefact must");
        }
    }

    @Test
    void isClosedForGood() {
        Model model = Models.learner("lightgbm").fit(SAMPLES, 1);
        model.close();
        model.close();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> model.predict(new double[4]))
                .withMessage("model must be open, was closed");
    }

    @Test
    void namesTheLearnersThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Models.learner("crystal-ball"))
                .withMessage("model 'crystal-ball' is unknown, known are [lightgbm, logistic]");
    }

    @Test
    void saysWhatToDoWhereTheNativeLibraryIsMissing() {
        assertThatExceptionOfType(LearnerUnavailableException.class)
                .isThrownBy(() ->
                        NativeLibrary.load(
                                "lightgbm",
                                () -> {
                                    throw new UnsatisfiedLinkError("libgomp.so.1: not found");
                                }))
                .withMessageContaining("libgomp.so.1: not found")
                .withMessageContaining("apt-get install libgomp1")
                .withMessageContaining("model 'logistic' works without it");
    }

    /** A second process once overwrote the code that the first was running, and ended it. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void runsNativeCodeThatNoOtherProcessOverwrites() throws IOException {
        LightGbmLibrary.require();

        assertThat(Files.readAllLines(Path.of("/proc/self/maps")))
                .filteredOn(line -> line.contains("lib_lightgbm"))
                .isNotEmpty()
                .allMatch(line -> line.contains(LightGbmLibrary.FOLDER));
        assertThat(System.getProperty("java.io.tmpdir")).doesNotContain(LightGbmLibrary.FOLDER);
    }

    /** Leakage test (e): the scaler is made of the very rows that were learned from. */
    @Test
    void scalesByTheTrainingRowsAlone() {
        int[] fold = IntStream.range(0, 1_000).toArray();
        Samples train = SAMPLES.choose(fold);

        LogisticModel model = (LogisticModel) LogisticLearner.standard().fit(train, 1);

        assertThat(model.standardiser().means()).isEqualTo(Standardiser.of(train).means());
        assertThat(model.standardiser().scales()).isEqualTo(Standardiser.of(train).scales());
        assertThat(model.standardiser().means()).isNotEqualTo(Standardiser.of(SAMPLES).means());
    }

    /** Outcome 1 is likelier the larger the first of four columns; the others are noise. */
    private static Samples samples(long seed, int rows) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[4 * rows];
        int[] outcomes = new int[rows];
        double[] weights = new double[rows];
        for (int i = 0; i < rows; i++) {
            for (int column = 0; column < 4; column++) {
                values[4 * i + column] = 3 + 10 * column + random.nextGaussian();
            }
            double odds = 1.5 * (values[4 * i] - 3);
            outcomes[i] = random.nextDouble() < 1 / (1 + Math.exp(-odds)) ? 1 : 0;
            weights[i] = 0.5 + random.nextDouble();
        }
        return new Samples(values, 4, outcomes, weights);
    }

    private static BinaryScores scores(Model model, Samples samples) {
        double[] said = new double[samples.rows()];
        double[] row = new double[samples.columns()];
        for (int i = 0; i < said.length; i++) {
            samples.copyRow(i, row);
            said[i] = model.predict(row);
        }
        return BinaryScores.of(said, samples.outcomes());
    }
}
