package dev.keel.signals.learn.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.Result;
import ai.onnxruntime.OrtSession.RunOptions;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.keel.signals.learn.model.Model;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * A model in a session of ONNX Runtime with one thread. Features are rounded to float.
 *
 * <p>What it answers is the last column of its last output: the probability of outcome 1.
 */
final class OnnxModel implements Model {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final byte[] artefact;
    private final String input;
    private final int columns;
    private boolean closed;

    private OnnxModel(
            OrtEnvironment environment,
            OrtSession session,
            byte[] artefact,
            String input,
            int columns) {
        this.environment = environment;
        this.session = session;
        this.artefact = artefact;
        this.input = input;
        this.columns = columns;
    }

    static OnnxModel open(byte[] file, String input, int columns) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setDeterministicCompute(true);
            return new OnnxModel(
                    environment,
                    environment.createSession(file, options),
                    file.clone(),
                    input,
                    columns);
        }
    }

    @Override
    public String kind() {
        return OnnxImport.KIND;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public double predict(double[] row) {
        if (closed) {
            throw new IllegalStateException("model must be open, was closed");
        }
        if (row.length != columns) {
            throw new IllegalArgumentException(
                    "row must have " + columns + " features, had " + row.length);
        }
        float[] values = new float[columns];
        for (int i = 0; i < columns; i++) {
            values[i] = (float) row[i];
        }
        try (RunOptions options = new RunOptions()) {
            double answer = run(values, 1, options)[0];
            if (!(answer >= 0 && answer <= 1)) {
                throw new IllegalStateException("answer must be within 0..1, was " + answer);
            }
            return answer;
        } catch (OrtException e) {
            throw new IllegalStateException(
                    "ONNX Runtime must predict, but said " + e.getMessage(), e);
        }
    }

    /**
     * Predicts several rows at once.
     *
     * @return the answers, unchecked; none if their number is not that of the rows
     */
    double[] run(float[] rows, int count, RunOptions options) throws OrtException {
        try (OnnxTensor tensor =
                        OnnxTensor.createTensor(
                                environment, FloatBuffer.wrap(rows), new long[] {count, columns});
                Result result = session.run(Map.of(input, tensor), options)) {
            OnnxValue last = result.get(result.size() - 1);
            if (!(last instanceof OnnxTensor answers) || answers.getFloatBuffer() == null) {
                return new double[0];
            }
            return lastColumn(answers.getFloatBuffer(), answers.getInfo().getShape(), count);
        }
    }

    private static double[] lastColumn(FloatBuffer answers, long[] shape, int count) {
        long wide = shape.length == 2 ? shape[1] : 1;
        boolean fits =
                (shape.length == 1 || shape.length == 2)
                        && shape[0] == count
                        && (wide == 1 || wide == 2);
        if (!fits) {
            return new double[0];
        }
        double[] last = new double[count];
        for (int i = 0; i < count; i++) {
            last[i] = answers.get(Math.toIntExact((i + 1) * wide - 1));
        }
        return last;
    }

    @Override
    public byte[] artefact() {
        return artefact.clone();
    }

    @Override
    public double[] importance() {
        return new double[columns];
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(
                    "ONNX Runtime must close, but said " + e.getMessage(), e);
        }
    }
}
