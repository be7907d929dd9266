package dev.keel.signals.learn.drift;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the numbers were distributed that a model was trained on: ten bins for each feature, and for
 * what the model said about samples it had not seen.
 *
 * <p>As bytes it is text: a line for each feature, the last for the predictions, of nine upper
 * bounds and ten shares.
 */
public final class DriftReference {
    private static final int NUMBERS = 2 * PopulationStability.BINS - 1;

    private final double[][] edges;
    private final double[][] shares;

    private DriftReference(double[][] edges, double[][] shares) {
        this.edges = edges;
        this.shares = shares;
    }

    /**
     * @param columns the numbers of each feature, then the predictions; at least ten each
     */
    public static DriftReference of(List<double[]> columns) {
        double[][] edges = new double[columns.size()][];
        double[][] shares = new double[columns.size()][];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = PopulationStability.edges(columns.get(i));
            shares[i] = PopulationStability.shares(edges[i], columns.get(i));
        }
        return new DriftReference(edges, shares);
    }

    /**
     * Reads bytes.
     *
     * @throws IllegalArgumentException if they are no reference
     */
    public static DriftReference parse(byte[] bytes) {
        List<double[]> edges = new ArrayList<>();
        List<double[]> shares = new ArrayList<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
            double[] numbers;
            try {
                numbers =
                        Arrays.stream(line.split(" ", -1))
                                .mapToDouble(Double::parseDouble)
                                .toArray();
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("reference must hold numbers, held " + line, e);
            }
            if (numbers.length != NUMBERS) {
                throw new IllegalArgumentException(
                        "reference must hold " + NUMBERS + " numbers a line, held " + line);
            }
            edges.add(Arrays.copyOf(numbers, PopulationStability.BINS - 1));
            shares.add(Arrays.copyOfRange(numbers, PopulationStability.BINS - 1, NUMBERS));
        }
        if (edges.isEmpty()) {
            throw new IllegalArgumentException("reference must not be empty");
        }
        return new DriftReference(edges.toArray(double[][]::new), shares.toArray(double[][]::new));
    }

    public byte[] toBytes() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < edges.length; i++) {
            text.append(joined(edges[i])).append(' ').append(joined(shares[i])).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String joined(double[] numbers) {
        return Arrays.stream(numbers).mapToObj(String::valueOf).collect(Collectors.joining(" "));
    }

    /** How many columns there are, predictions included. */
    public int columns() {
        return edges.length;
    }

    int bin(int column, double value) {
        return PopulationStability.bin(edges[column], value);
    }

    double index(int column, double[] actual) {
        return PopulationStability.index(shares[column], actual);
    }
}
