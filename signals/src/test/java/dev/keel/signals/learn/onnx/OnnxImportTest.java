package dev.keel.signals.learn.onnx;

import static dev.keel.signals.learn.onnx.OnnxFiles.FLOAT;
import static dev.keel.signals.learn.onnx.OnnxFiles.entry;
import static dev.keel.signals.learn.onnx.OnnxFiles.node;
import static dev.keel.signals.learn.onnx.OnnxFiles.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.keel.signals.learn.feature.Feature;
import dev.keel.signals.learn.feature.FeatureSchema;
import dev.keel.signals.learn.model.Model;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxImportTest {
    private static final FeatureSchema SCHEMA =
            new FeatureSchema(
                    List.of(
                            new Feature("a", "1", 1, "test", 1),
                            new Feature("b", "1", 1, "test", 1),
                            new Feature("c", "1", 1, "test", 1)));

    private static final ExecutorService EXECUTOR = Executors.newSingleThreadExecutor();

    @TempDir private Path folder;

    @AfterAll
    static void stop() {
        EXECUTOR.close();
    }

    @Test
    void takesAGoodModel() throws IOException {
        Path file = Files.write(folder.resolve("good.onnx"), good().build().toByteArray());

        try (Model model = importer().read(file, SCHEMA)) {
            assertThat(model.kind()).isEqualTo("onnx");
            assertThat(model.columns()).isEqualTo(3);
            assertThat(model.predict(new double[] {1, 2, -1}))
                    .isCloseTo(1 / (1 + Math.exp(-1)), within(1e-6));
            assertThat(model.artefact()).isEqualTo(Files.readAllBytes(file));
            assertThat(model.importance()).containsExactly(0, 0, 0);
        }
    }

    /** A label and two probabilities, of which the second counts. */
    @Test
    void takesALabelAndProbabilities() {
        ModelProto.Builder file = good();
        GraphProto.Builder graph = file.getGraphBuilder();
        graph.addInitializer(
                TensorProto.newBuilder()
                        .setName("one")
                        .setDataType(FLOAT)
                        .addDims(1)
                        .addFloatData(1));
        graph.addNode(node("Sub", List.of("one", "p"), "q"));
        graph.addNode(
                node("Concat", List.of("q", "p"), "both").toBuilder()
                        .addAttribute(
                                AttributeProto.newBuilder()
                                        .setName("axis")
                                        .setType(AttributeProto.AttributeType.INT)
                                        .setI(1))
                        .build());
        graph.clearOutput().addOutput(tensor("p", FLOAT, 1)).addOutput(tensor("both", FLOAT, 2));

        try (Model model = read(file)) {
            assertThat(model.predict(new double[] {1, 2, -1}))
                    .isCloseTo(1 / (1 + Math.exp(-1)), within(1e-6));
        }
    }

    @Test
    void isClosedForGood() {
        Model model = read(good());
        model.close();
        model.close();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> model.predict(new double[3]))
                .withMessage("model must be open, was closed");
    }

    @Test
    void refusesRowsOfAnotherWidth() {
        try (Model model = read(good())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.predict(new double[2]))
                    .withMessage("row must have 3 features, had 2");
        }
    }

    @Test
    void refusesALargeFileUnread() throws IOException {
        Path file = folder.resolve("large.onnx");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(OnnxImport.LARGEST_FILE + 1);
        }

        assertThatExceptionOfType(OnnxRefusedException.class)
                .isThrownBy(() -> importer().read(file, SCHEMA))
                .withMessageContaining("file must have at most 104857600 bytes, had 104857601");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatExceptionOfType(OnnxRefusedException.class)
                .isThrownBy(() -> importer().read(folder.resolve("none.onnx"), SCHEMA))
                .withMessageContaining("file must be readable");
    }

    @Test
    void refusesWhatIsNotOnnx() {
        assertThatExceptionOfType(OnnxRefusedException.class)
                .isThrownBy(
                        () -> importer().read("no model".getBytes(StandardCharsets.UTF_8), SCHEMA))
                .withMessageContaining("file must be ONNX, cannot be read");
        refuses(ModelProto.newBuilder(), "file must hold a graph, held none");
    }

    @Test
    void refusesAnOperatorSetItDoesNotKnow() {
        refuses(good().clearOpsetImport(), "opset must be declared, was not");
        refuses(
                good().clearOpsetImport().addOpsetImport(set("", 99)),
                "opset of '' must be within 7..23, was 99");
        refuses(
                good().addOpsetImport(set("com.example", 1)),
                "operators must be ai.onnx's or ai.onnx.ml's, were of 'com.example'");
    }

    @Test
    void refusesCustomOperators() {
        ModelProto.Builder file = good();
        file.getGraphBuilder().getNodeBuilder(1).setDomain("com.example");
        refuses(file, "operators must be the standard's, Sigmoid is of 'com.example'");

        refuses(
                good().addFunctions(FunctionProto.newBuilder().setName("own")),
                "operators must be the standard's, the file defines own");
    }

    @Test
    void refusesBranchesAndLoops() {
        ModelProto.Builder file = good();
        file.getGraphBuilder()
                .getNodeBuilder(1)
                .addAttribute(
                        AttributeProto.newBuilder()
                                .setName("body")
                                .setG(GraphProto.newBuilder().setName("inner")));

        refuses(file, "graph must have no branches and loops, has Sigmoid");
    }

    @Test
    void refusesWeightsInAnotherFile() {
        ModelProto.Builder file = good();
        file.getGraphBuilder()
                .getInitializerBuilder(0)
                .clearFloatData()
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", "../secret"));

        refuses(file, "weights must lie in the file, w lies in another");
    }

    @Test
    void refusesOtherFeatures() {
        refuses(without(OnnxImport.FEATURES_KEY), "metadata must have keel.features, had not");
        refuses(without(OnnxImport.SCHEMA_KEY), "metadata must have keel.schema, had not");
        refuses(
                without(OnnxImport.FEATURES_KEY)
                        .addMetadataProps(entry(OnnxImport.FEATURES_KEY, "a,c,b")),
                "metadata keel.features must name the 3 features in order, number 2 must be b, was"
                        + " c");
        refuses(
                without(OnnxImport.SCHEMA_KEY)
                        .addMetadataProps(entry(OnnxImport.SCHEMA_KEY, "0123")),
                "metadata keel.schema must be the schema hash " + SCHEMA.hash() + ", was '0123'");
    }

    @Test
    void refusesAnotherInput() {
        ModelProto.Builder two = good();
        two.getGraphBuilder().addInput(tensor("y", FLOAT, 3));
        refuses(two, "inputs must be one, were 2");

        ModelProto.Builder whole = good();
        whole.getGraphBuilder().setInput(0, tensor("x", TensorProto.DataType.INT64.getNumber(), 3));
        refuses(whole, "input x must be a tensor of floats, was not");

        ModelProto.Builder wide = good();
        wide.getGraphBuilder().setInput(0, tensor("x", FLOAT, 4));
        refuses(wide, "input x must have shape [any, 3], had [any, 4]");
    }

    @Test
    void refusesAnotherOutput() {
        ModelProto.Builder none = good();
        none.getGraphBuilder().clearOutput();
        refuses(none, "outputs must be a score, or a label and probabilities, were 0");

        ModelProto.Builder whole = good();
        whole.getGraphBuilder()
                .setOutput(0, tensor("p", TensorProto.DataType.INT64.getNumber(), 1));
        refuses(whole, "output p must be a tensor of floats (export without ZipMap), was not");
    }

    /** Without the sigmoid, answers are no probabilities. */
    @Test
    void refusesAnswersOutOfRange() {
        ModelProto.Builder file = good();
        file.getGraphBuilder().setNode(1, node("Identity", List.of("z"), "p"));

        refuses(file, "answers to probe rows must be within 0..1, one was");
    }

    @Test
    void refusesAnswersThatAreNoNumbers() {
        ModelProto.Builder file = good();
        file.getGraphBuilder().setNode(1, node("Log", List.of("z"), "p"));

        refuses(file, "answers to probe rows must be within 0..1, one was");
    }

    @Test
    void refusesWhatTheRuntimeCannotLoad() {
        ModelProto.Builder file = good();
        file.getGraphBuilder().setNode(1, node("NoSuchOperator", List.of("z"), "p"));

        refuses(file, "ONNX Runtime must load it, but said");
    }

    /** So many multiplications of large matrices that no machine does them in a millisecond. */
    @Test
    void givesUpOnAModelThatTakesTooLong() {
        ModelProto.Builder file = good();
        GraphProto.Builder graph = file.getGraphBuilder();
        graph.clearNode();
        graph.addInitializer(large("up", 3, 1_000));
        graph.addInitializer(large("on", 1_000, 1_000));
        graph.addInitializer(large("down", 1_000, 1));
        graph.addNode(node("MatMul", List.of("x", "up"), "h0"));
        for (int i = 0; i < 200; i++) {
            graph.addNode(node("MatMul", List.of("h" + i, "on"), "h" + (i + 1)));
        }
        graph.addNode(node("MatMul", List.of("h200", "down"), "z"));
        graph.addNode(node("Sigmoid", List.of("z"), "p"));

        assertThatExceptionOfType(OnnxRefusedException.class)
                .isThrownBy(() ->
                        new OnnxImport(EXECUTOR, Duration.ofMillis(1))
                                .read(file.build().toByteArray(), SCHEMA))
                .withMessageContaining("100 rows must be predicted within PT0.001S, were not");
    }

    private static TensorProto large(String name, int rows, int columns) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(FLOAT)
                        .addDims(rows)
                        .addDims(columns);
        for (int i = 0; i < rows * columns; i++) {
            tensor.addFloatData(0.001f);
        }
        return tensor.build();
    }

    private static ModelProto.Builder good() {
        return OnnxFiles.logistic(SCHEMA, 0.5f);
    }

    private static ModelProto.Builder without(String key) {
        ModelProto.Builder file = good();
        List<StringStringEntryProto> kept =
                file.getMetadataPropsList().stream()
                        .filter(entry -> !entry.getKey().equals(key))
                        .toList();
        return file.clearMetadataProps().addAllMetadataProps(kept);
    }

    private static OperatorSetIdProto set(String domain, int version) {
        return OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version).build();
    }

    private static OnnxImport importer() {
        return new OnnxImport(EXECUTOR, Duration.ofSeconds(30));
    }

    private static Model read(ModelProto.Builder file) {
        return importer().read(file.build().toByteArray(), SCHEMA);
    }

    private static void refuses(ModelProto.Builder file, String problem) {
        assertThatExceptionOfType(OnnxRefusedException.class)
                .isThrownBy(() -> read(file))
                .withMessageContaining("ONNX model refused: " + problem);
    }
}
