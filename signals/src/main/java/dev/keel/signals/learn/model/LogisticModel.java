package dev.keel.signals.learn.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A logistic regression over standardised features, in plain Java.
 *
 * <pre>
 * p = 1 / (1 + exp(-(bias + sum of weight x (value - mean) x scale)))
 * </pre>
 *
 * <p>The artefact is text: a line {@code logistic 1}, the bias, and a line of mean, scale and
 * weight for each feature, every number so that it reads back to the same bits.
 */
final class LogisticModel implements Model {
    private static final String HEAD = "logistic 1";

    private final Standardiser standardiser;
    private final double[] weights;
    private final double bias;

    LogisticModel(Standardiser standardiser, double[] weights, double bias) {
        this.standardiser = standardiser;
        this.weights = weights.clone();
        this.bias = bias;
    }

    static LogisticModel load(byte[] artefact) {
        List<String> lines = new String(artefact, StandardCharsets.UTF_8).lines().toList();
        if (lines.size() < 3 || !lines.getFirst().equals(HEAD)) {
            throw new BrokenArtefactException("artefact must begin with '" + HEAD + "', did not");
        }
        int columns = lines.size() - 2;
        double[] means = new double[columns];
        double[] scales = new double[columns];
        double[] weights = new double[columns];
        for (int i = 0; i < columns; i++) {
            String[] words = lines.get(i + 2).split(" ", -1);
            if (words.length != 3) {
                throw new BrokenArtefactException(
                        "artefact must have 3 numbers in line " + (i + 3));
            }
            means[i] = number(words[0]);
            scales[i] = number(words[1]);
            weights[i] = number(words[2]);
        }
        return new LogisticModel(new Standardiser(means, scales), weights, number(lines.get(1)));
    }

    private static double number(String word) {
        try {
            double value = Double.parseDouble(word);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new BrokenArtefactException("artefact must hold numbers, held '" + word + "'", e);
        }
        throw new BrokenArtefactException("artefact must hold finite numbers, held " + word);
    }

    Standardiser standardiser() {
        return standardiser;
    }

    @Override
    public String kind() {
        return LogisticLearner.NAME;
    }

    @Override
    public int columns() {
        return weights.length;
    }

    @Override
    public double predict(double[] row) {
        if (row.length != weights.length) {
            throw new IllegalArgumentException(
                    "row must have " + weights.length + " features, had " + row.length);
        }
        double sum = bias;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * standardiser.scaled(i, row[i]);
        }
        return 1 / (1 + StrictMath.exp(-sum));
    }

    @Override
    public byte[] artefact() {
        double[] means = standardiser.means();
        double[] scales = standardiser.scales();
        StringBuilder text = new StringBuilder(HEAD).append('\n').append(bias).append('\n');
        for (int i = 0; i < weights.length; i++) {
            text.append(
                            List.of(means[i], scales[i], weights[i]).stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(" ")))
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public double[] importance() {
        double sum = Arrays.stream(weights).map(Math::abs).sum();
        return Arrays.stream(weights).map(weight -> sum > 0 ? Math.abs(weight) / sum : 0).toArray();
    }

    @Override
    public void close() {
        // Nothing native is held.
    }
}
