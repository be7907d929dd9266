package dev.keel.signals.learn.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.keel.signals.learn.feature.FeatureSchema;
import java.util.ArrayList;
import java.util.List;

/** ONNX files as others would write them: a logistic regression, sigmoid(x w). */
public final class OnnxFiles {
    static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();

    private OnnxFiles() {}

    /** A file that is taken: every weight is the same. */
    public static ModelProto.Builder logistic(FeatureSchema schema, float weight) {
        int columns = schema.size();
        List<Float> weights = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            weights.add(weight);
        }
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(13))
                .addMetadataProps(entry(OnnxImport.FEATURES_KEY, String.join(",", schema.names())))
                .addMetadataProps(entry(OnnxImport.SCHEMA_KEY, schema.hash()))
                .setGraph(
                        GraphProto.newBuilder()
                                .setName("logistic")
                                .addInitializer(
                                        TensorProto.newBuilder()
                                                .setName("w")
                                                .setDataType(FLOAT)
                                                .addDims(columns)
                                                .addDims(1)
                                                .addAllFloatData(weights))
                                .addNode(node("MatMul", List.of("x", "w"), "z"))
                                .addNode(node("Sigmoid", List.of("z"), "p"))
                                .addInput(tensor("x", FLOAT, columns))
                                .addOutput(tensor("p", FLOAT, 1)));
    }

    static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    static NodeProto node(String operator, List<String> inputs, String output) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(output)
                .build();
    }

    /** A tensor of any number of rows. */
    static ValueInfoProto tensor(String name, int type, int columns) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(
                        TypeProto.newBuilder()
                                .setTensorType(
                                        TypeProto.Tensor.newBuilder()
                                                .setElemType(type)
                                                .setShape(
                                                        TensorShapeProto.newBuilder()
                                                                .addDim(
                                                                        TensorShapeProto.Dimension
                                                                                .newBuilder()
                                                                                .setDimParam("n"))
                                                                .addDim(
                                                                        TensorShapeProto.Dimension
                                                                                .newBuilder()
                                                                                .setDimValue(
                                                                                        columns)))))
                .build();
    }
}
