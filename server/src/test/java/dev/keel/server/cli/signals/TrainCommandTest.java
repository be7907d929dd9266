package dev.keel.server.cli.signals;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.keel.core.strategy.SmaCross;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.server.cli.Cli;
import dev.keel.server.cli.Cli.Outcome;
import dev.keel.server.cli.KeelCommand;
import dev.keel.signals.learn.feature.FeatureSchema;
import dev.keel.signals.learn.feature.StandardFeatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainCommandTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();

    @TempDir private Path folder;

    private Path data;

    /** 2,000 hours whose steps lean towards the last ones. */
    @BeforeEach
    void writeData() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder text = new StringBuilder("timestamp,open,high,low,close,volume\n");
        double price = 100;
        double step = 0;
        for (int i = 0; i < 2_000; i++) {
            double open = price;
            step = 0.4 * step + 0.01 * random.nextGaussian();
            price = open * Math.exp(step);
            text.append(START.plusSeconds(3_600L * i));
            for (double value :
                    new double[] {
                        open, Math.max(open, price) * 1.001, Math.min(open, price) * 0.999, price
                    }) {
                text.append(',').append(Math.round(value * 1e6) / 1e6);
            }
            text.append(",100\n");
        }
        data = Files.writeString(folder.resolve("hours.csv"), text);
    }

    @Test
    void saysWhatAModelIsWorth() {
        Outcome outcome = train("--model", "logistic", "--horizon", "5");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains(
                        "logistic on hours, 1h",
                        "2,000 bars from 2024-01-01T00:00:00Z",
                        "worth",
                        "cross-validation, calibrated",
                        "walk-forward, calibrated",
                        "control: labels shifted in time",
                        "base rate, walk-forward",
                        "By chance an AUC lies within",
                        "candidate, trial 1",
                        "Artefact: ");
    }

    /** With both sides of the crossing, since entries are few. */
    @Test
    void learnsWhichEntriesOfAStrategyEarn() {
        Outcome outcome =
                train(
                        "--model",
                        "logistic",
                        "--horizon",
                        "5",
                        "--meta",
                        "sma-cross",
                        "--param",
                        "fast=2",
                        "--param",
                        "slow=4");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains(
                        "Primary: the entries of sma-cross fast=2 slow=4",
                        "The primary without the model: ",
                        "Threshold: ");
        assertThat(keel("--list").out()).contains("sma-cross fast=2 slow=4");
    }

    @ParameterizedTest
    @CsvSource({
        "--meta, nonsense, --meta",
        "--param, fast=2, --param must come with --meta",
    })
    void namesWhatIsWrongAboutThePrimary(String option, String value, String message) {
        Outcome outcome = train(option, value);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains(message);
    }

    @Test
    void namesTheParameterOfThePrimaryThatIsWrong() {
        Outcome outcome = train("--meta", "sma-cross", "--param", "fast=none");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("--param", "fast");
    }

    @Test
    void givesTheSameArtefactTwice() {
        String first = line(train("--horizon", "5"), "Artefact: ");
        Outcome second = train("--horizon", "5");

        assertThat(line(second, "Artefact: ")).isEqualTo(first);
        assertThat(line(second, "Model: ")).contains("trial 1");
    }

    @Test
    void listsTheRegistry() {
        assertThat(keel("--list").out()).contains("No models yet.");
        String id = id(train("--model", "logistic", "--horizon", "5", "--symbol", "BTC-USD"));

        assertThat(keel("--list").out()).contains(id, "candidate", "logistic", "BTC-USD", "1h");
    }

    /** One seed of noise is not known; what is known is that a reason is given either way. */
    @Test
    void promotesOnlyWhatIsBetterThanChance() {
        String id = id(train("--model", "logistic", "--horizon", "3"));

        Outcome outcome = keel("--promote", id);

        assertThat(outcome.out()).contains(id + " against the base rate: ");
        boolean promoted = !outcome.out().contains("not promoted");
        assertThat(outcome.exitCode()).isEqualTo(promoted ? 0 : 1);
        assertThat(keel("--list").out()).contains(promoted ? "champion" : "candidate");
    }

    @Test
    void validatesByCombinations() {
        Outcome outcome =
                train("--model", "logistic", "--horizon", "5", "--cv", "cpcv", "--folds", "6");

        assertThat(outcome.out()).contains("AUC of the 5 paths: lowest ");
    }

    @Test
    void printsTheSchemaForModelsTrainedElsewhere() {
        assertThat(keel("--schema").out())
                .contains(
                        "price.return-1",
                        "keel.schema = " + StandardFeatures.base().schema().hash(),
                        "keel.features = price.return-1,price.return-2,");
    }

    @Test
    void refusesAFileThatIsNoModel() {
        Outcome outcome = train("--import", data.toString());

        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.err())
                .startsWith("keel: ONNX model refused: file must be ONNX, cannot be read");
    }

    /** Sigmoid of a hundredth of the sum of all features. */
    @Test
    void takesAndJudgesAModelTrainedElsewhere() throws IOException {
        Path file =
                Files.write(folder.resolve("other.onnx"), onnx(StandardFeatures.base().schema()));

        Outcome outcome = train("--import", file.toString(), "--horizon", "5");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains(
                        "onnx on hours, 1h",
                        "imported from other.onnx",
                        "It was trained elsewhere");
        assertThat(keel("--list").out()).contains("onnx");
    }

    private static byte[] onnx(FeatureSchema schema) {
        int columns = schema.size();
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
                .addMetadataProps(entry("keel.features", String.join(",", schema.names())))
                .addMetadataProps(entry("keel.schema", schema.hash()))
                .setGraph(
                        GraphProto.newBuilder()
                                .setName("sum")
                                .addInitializer(
                                        TensorProto.newBuilder()
                                                .setName("w")
                                                .setDataType(FLOAT)
                                                .addDims(columns)
                                                .addDims(1)
                                                .addAllFloatData(
                                                        Collections.nCopies(columns, 0.01f)))
                                .addNode(node("MatMul", "z").addInput("x").addInput("w"))
                                .addNode(node("Sigmoid", "p").addInput("z"))
                                .addInput(floats("x", columns))
                                .addOutput(floats("p", 1)))
                .build()
                .toByteArray();
    }

    private static StringStringEntryProto.Builder entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value);
    }

    private static NodeProto.Builder node(String operator, String output) {
        return NodeProto.newBuilder().setOpType(operator).addOutput(output);
    }

    private static ValueInfoProto.Builder floats(String name, int columns) {
        TensorShapeProto.Builder shape =
                TensorShapeProto.newBuilder()
                        .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("n"))
                        .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(columns));
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(
                        TypeProto.newBuilder()
                                .setTensorType(
                                        TypeProto.Tensor.newBuilder()
                                                .setElemType(FLOAT)
                                                .setShape(shape)));
    }

    @Test
    void namesTheRecordThatIsBroken() throws IOException {
        String id = id(train("--model", "logistic", "--horizon", "5"));
        Path file = folder.resolve("registry/models").resolve(id + ".txt");
        Files.writeString(file, Files.readString(file).replace("stage = ", "stage is "));

        Outcome outcome = keel("--list");

        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.err()).contains(file.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --model oracle    | --model: model 'oracle' is unknown, known are [lightgbm, logistic]
                    --features none   | --features: features must be one of [base, all], was 'none'
                    --horizon 0       | label: horizonBars must be within 1..100000, was 0
                    --pt 0            | label: profitTake must be above 0
                    --cost-bps -1     | label: cost must be within 0..1
                    --folds 1         | --cv: folds must be within 2..100, was 1
                    --cv guess        | --cv: must be kfold or cpcv, was 'guess'
                    --embargo 0.9     | --cv: embargo must be within 0..0.5, was 0.9
                    --decay 2         | --decay: decay must be within 0..1, was 2.0
                    --stage champion  | must be candidate or shadow, was 'champion'
                    --promote 123     | --promote: model '123' is unknown
                    """)
    void namesTheOptionThatIsWrong(String options, String message) {
        Outcome outcome = train(options.split(" ", -1));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("keel: ").contains(message);
    }

    @Test
    void asksForBars() {
        Outcome outcome = keel();

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("--data must name a file of bars");
    }

    private Outcome train(String... options) {
        return keel(
                Stream.concat(Stream.of("--data", data.toString()), Arrays.stream(options))
                        .toArray(String[]::new));
    }

    private Outcome keel(String... options) {
        List<String> start = List.of("train", "--registry", folder.resolve("registry").toString());
        return Cli.execute(
                KeelCommand.commandLine(
                        TrainCommand.over(
                                new StrategyCatalog(List.of(SmaCross.DEFINITION)),
                                Clock.fixed(START, ZoneOffset.UTC))),
                Stream.concat(start.stream(), Arrays.stream(options)).toArray(String[]::new));
    }

    private static String id(Outcome outcome) {
        return line(outcome, "Model: ").replaceAll(".*?([0-9a-f]{16}).*", "$1");
    }

    private static String line(Outcome outcome, String start) {
        return outcome.out()
                .lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElse("nothing in " + outcome);
    }
}
