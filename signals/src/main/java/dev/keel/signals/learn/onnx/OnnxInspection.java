package dev.keel.signals.learn.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.keel.signals.learn.feature.FeatureSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks through an ONNX file in plain Java, before native code is shown it. */
final class OnnxInspection {
    private static final Map<String, Range> DOMAINS =
            Map.of(
                    "",
                    new Range(7, 23),
                    "ai.onnx",
                    new Range(7, 23),
                    "ai.onnx.ml",
                    new Range(1, 5));

    private static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();

    private final ModelProto model;
    private final FeatureSchema schema;

    private OnnxInspection(ModelProto model, FeatureSchema schema) {
        this.model = model;
        this.schema = schema;
    }

    /**
     * Inspects a file.
     *
     * @return the name of its input
     * @throws OnnxRefusedException saying what is wrong
     */
    static String inspect(byte[] file, FeatureSchema schema) {
        ModelProto model;
        try {
            model = ModelProto.parseFrom(file);
        } catch (InvalidProtocolBufferException e) {
            throw new OnnxRefusedException("file must be ONNX, cannot be read", e);
        }
        if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
            throw new OnnxRefusedException("file must hold a graph, held none");
        }
        OnnxInspection inspection = new OnnxInspection(model, schema);
        inspection.operatorSets();
        inspection.metadata();
        inspection.content(model.getGraph());
        inspection.outputs();
        return inspection.input();
    }

    private void operatorSets() {
        if (model.getOpsetImportCount() == 0) {
            throw new OnnxRefusedException("opset must be declared, was not");
        }
        for (OperatorSetIdProto set : model.getOpsetImportList()) {
            Range allowed = DOMAINS.get(set.getDomain());
            if (allowed == null) {
                throw new OnnxRefusedException(
                        "operators must be ai.onnx's or ai.onnx.ml's, were of '"
                                + set.getDomain()
                                + "'");
            }
            if (set.getVersion() < allowed.least || set.getVersion() > allowed.most) {
                throw new OnnxRefusedException(
                        "opset of '"
                                + set.getDomain()
                                + "' must be within "
                                + allowed.least
                                + ".."
                                + allowed.most
                                + ", was "
                                + set.getVersion());
            }
        }
    }

    private void metadata() {
        Map<String, String> found =
                model.getMetadataPropsList().stream()
                        .collect(
                                Collectors.toMap(
                                        StringStringEntryProto::getKey,
                                        StringStringEntryProto::getValue,
                                        (first, _) -> first));
        String features = declared(found, OnnxImport.FEATURES_KEY);
        String hash = declared(found, OnnxImport.SCHEMA_KEY);
        List<String> names = List.of(features.split(",", -1));
        if (!names.equals(schema.names())) {
            throw new OnnxRefusedException(
                    "metadata "
                            + OnnxImport.FEATURES_KEY
                            + " must name the "
                            + schema.size()
                            + " features in order, "
                            + firstDifference(names));
        }
        if (!hash.equals(schema.hash())) {
            throw new OnnxRefusedException(
                    "metadata "
                            + OnnxImport.SCHEMA_KEY
                            + " must be the schema hash "
                            + schema.hash()
                            + ", was '"
                            + hash
                            + "'");
        }
    }

    private static String declared(Map<String, String> found, String key) {
        String value = found.get(key);
        if (value == null) {
            throw new OnnxRefusedException("metadata must have " + key + ", had not");
        }
        return value;
    }

    private String firstDifference(List<String> names) {
        List<String> wanted = schema.names();
        for (int i = 0; i < Math.min(names.size(), wanted.size()); i++) {
            if (!names.get(i).equals(wanted.get(i))) {
                return "number " + (i + 1) + " must be " + wanted.get(i) + ", was " + names.get(i);
            }
        }
        return "named " + names.size();
    }

    private void content(GraphProto graph) {
        if (model.getFunctionsCount() > 0) {
            throw new OnnxRefusedException(
                    "operators must be the standard's, the file defines "
                            + model.getFunctions(0).getName());
        }
        graph.getInitializerList().forEach(OnnxInspection::tensor);
        graph.getSparseInitializerList()
                .forEach(sparse -> {
                    tensor(sparse.getValues());
                    tensor(sparse.getIndices());
                });
        graph.getNodeList().forEach(OnnxInspection::node);
    }

    private static void node(NodeProto node) {
        if (!DOMAINS.containsKey(node.getDomain())) {
            throw new OnnxRefusedException(
                    "operators must be the standard's, "
                            + node.getOpType()
                            + " is of '"
                            + node.getDomain()
                            + "'");
        }
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.hasG() || attribute.getGraphsCount() > 0) {
                throw new OnnxRefusedException(
                        "graph must have no branches and loops, has " + node.getOpType());
            }
            if (attribute.hasT()) {
                tensor(attribute.getT());
            }
            attribute.getTensorsList().forEach(OnnxInspection::tensor);
            if (attribute.hasSparseTensor()) {
                tensor(attribute.getSparseTensor().getValues());
                tensor(attribute.getSparseTensor().getIndices());
            }
        }
    }

    private static void tensor(TensorProto tensor) {
        if (tensor.getDataLocation() == DataLocation.EXTERNAL
                || tensor.getExternalDataCount() > 0) {
            throw new OnnxRefusedException(
                    "weights must lie in the file, " + tensor.getName() + " lies in another");
        }
    }

    private String input() {
        GraphProto graph = model.getGraph();
        Set<String> constants =
                graph.getInitializerList().stream()
                        .map(TensorProto::getName)
                        .collect(Collectors.toSet());
        List<ValueInfoProto> inputs =
                graph.getInputList().stream()
                        .filter(input -> !constants.contains(input.getName()))
                        .toList();
        if (inputs.size() != 1) {
            throw new OnnxRefusedException("inputs must be one, were " + inputs.size());
        }
        ValueInfoProto input = inputs.getFirst();
        TypeProto type = input.getType();
        if (!type.hasTensorType() || type.getTensorType().getElemType() != FLOAT) {
            throw new OnnxRefusedException(
                    "input " + input.getName() + " must be a tensor of floats, was not");
        }
        List<Long> shape =
                type.getTensorType().getShape().getDimList().stream()
                        .map(dimension -> dimension.hasDimValue() ? dimension.getDimValue() : -1L)
                        .toList();
        if (shape.size() != 2 || shape.getFirst() > 0 || !(shape.get(1) == schema.size())) {
            throw new OnnxRefusedException(
                    "input "
                            + input.getName()
                            + " must have shape [any, "
                            + schema.size()
                            + "], had "
                            + shape.stream()
                                    .map(size -> size < 0 ? "any" : size.toString())
                                    .toList());
        }
        return input.getName();
    }

    private void outputs() {
        int outputs = model.getGraph().getOutputCount();
        if (outputs != 1 && outputs != 2) {
            throw new OnnxRefusedException(
                    "outputs must be a score, or a label and probabilities, were " + outputs);
        }
        ValueInfoProto probabilities = model.getGraph().getOutput(outputs - 1);
        TypeProto type = probabilities.getType();
        if (!type.hasTensorType() || type.getTensorType().getElemType() != FLOAT) {
            throw new OnnxRefusedException(
                    "output "
                            + probabilities.getName()
                            + " must be a tensor of floats (export without ZipMap), was not");
        }
    }

    /** Versions that are allowed, both ends included. */
    private record Range(int least, int most) {}
}
