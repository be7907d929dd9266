package dev.keel.signals.learn.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.RunOptions;
import dev.keel.signals.learn.feature.FeatureSchema;
import dev.keel.signals.learn.model.LearnerUnavailableException;
import dev.keel.signals.learn.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Takes a model that was trained elsewhere, after a look at all of it.
 *
 * <p>The file is at most 100 MB; its operators are the standard's, of a version known here, without
 * branches and loops, so that a prediction always takes the same time; its weights lie within it.
 * It has one input, floats of shape [any, features]; its last output is floats of one column, a
 * score within 0..1, or two, of which the second is the probability of outcome 1. Its metadata hold
 * {@value #FEATURES_KEY}, the names of the features in order with commas between, and {@value
 * #SCHEMA_KEY}, the hash of the schema. {@value #PROBES} probe rows are predicted within the
 * time-out, and every answer is a number within 0..1.
 */
public final class OnnxImport {
    /** The kind of these models. */
    public static final String KIND = "onnx";

    public static final String FEATURES_KEY = "keel.features";
    public static final String SCHEMA_KEY = "keel.schema";

    /** Bytes that a file may have. */
    public static final long LARGEST_FILE = 100L * 1024 * 1024;

    static final int PROBES = 100;
    private static final long PROBE_SEED = 20_260_101L;

    private final ExecutorService executor;
    private final Duration timeout;

    /**
     * @param executor runs the probes, so that they can be given up
     * @param timeout for all probes together
     */
    public OnnxImport(ExecutorService executor, Duration timeout) {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout must be above 0, was " + timeout);
        }
        this.executor = executor;
        this.timeout = timeout;
    }

    /**
     * Reads a file.
     *
     * @throws OnnxRefusedException saying what is wrong
     * @throws LearnerUnavailableException if ONNX Runtime cannot be loaded
     */
    public Model read(Path file, FeatureSchema schema) {
        try {
            long size = Files.size(file);
            if (size > LARGEST_FILE) {
                throw new OnnxRefusedException(
                        "file must have at most " + LARGEST_FILE + " bytes, had " + size);
            }
            return read(Files.readAllBytes(file), schema);
        } catch (IOException e) {
            throw new OnnxRefusedException("file must be readable, was not: " + e, e);
        }
    }

    /**
     * Reads the bytes of a file.
     *
     * @throws OnnxRefusedException saying what is wrong
     * @throws LearnerUnavailableException if ONNX Runtime cannot be loaded
     */
    public Model read(byte[] file, FeatureSchema schema) {
        if (file.length > LARGEST_FILE) {
            throw new OnnxRefusedException(
                    "file must have at most " + LARGEST_FILE + " bytes, had " + file.length);
        }
        String input = OnnxInspection.inspect(file, schema);
        OnnxModel model;
        try {
            model = OnnxModel.open(file, input, schema.size());
        } catch (OrtException e) {
            throw new OnnxRefusedException(
                    "ONNX Runtime must load it, but said " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw new LearnerUnavailableException(
                    "ONNX models need ONNX Runtime, which cannot be loaded ("
                            + e.getMessage()
                            + "): it needs a Linux with glibc 2.28 or later",
                    e);
        }
        try {
            probe(model);
        } catch (OnnxRefusedException e) {
            model.close();
            throw e;
        }
        return model;
    }

    private void probe(OnnxModel model) {
        try (RunOptions options = new RunOptions()) {
            Future<double[]> running =
                    executor.submit(() -> model.run(probes(model.columns()), PROBES, options));
            check(answers(running, options));
        } catch (OrtException e) {
            throw new OnnxRefusedException(
                    "ONNX Runtime must run it, but said " + e.getMessage(), e);
        }
    }

    private double[] answers(Future<double[]> running, RunOptions options) throws OrtException {
        try {
            return running.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            options.setTerminate(true);
            awaitEnd(running);
            throw new OnnxRefusedException(
                    PROBES + " rows must be predicted within " + timeout + ", were not", e);
        } catch (ExecutionException e) {
            throw new OnnxRefusedException(
                    "probe rows must be predicted, but it said " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            options.setTerminate(true);
            throw new OnnxRefusedException("probing was interrupted", e);
        }
    }

    /** The session and the options must not be closed while they are in use. */
    private static void awaitEnd(Future<double[]> running) {
        try {
            double[] _ = running.get();
        } catch (ExecutionException e) {
            // That it was ended is what was asked for.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void check(double[] answers) {
        if (answers.length != PROBES) {
            throw new OnnxRefusedException(
                    "output must have a row for each probe and one or two columns, had not");
        }
        for (double answer : answers) {
            if (!(answer >= 0 && answer <= 1)) {
                throw new OnnxRefusedException(
                        "answers to probe rows must be within 0..1, one was " + answer);
            }
        }
    }

    /** Rows of zeros, of ordinary numbers, and of large ones. */
    private static float[] probes(int columns) {
        SplittableRandom random = new SplittableRandom(PROBE_SEED);
        float[] rows = new float[PROBES * columns];
        for (int row = 1; row < PROBES; row++) {
            double scale = row % 10 == 0 ? 100 : 2;
            for (int i = 0; i < columns; i++) {
                rows[row * columns + i] = (float) (scale * (2 * random.nextDouble() - 1));
            }
        }
        return rows;
    }
}
