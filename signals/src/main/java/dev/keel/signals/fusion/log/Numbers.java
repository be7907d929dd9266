package dev.keel.signals.fusion.log;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Doubles, one per expert, in the experts' order. Immutable; equal if all bits are.
 *
 * <p>Written as their shortest decimal texts with commas between them, which give the same bits
 * when they are read.
 */
public final class Numbers {
    private final double[] values;

    private Numbers(double[] values) {
        this.values = values;
    }

    public static Numbers of(double... values) {
        return new Numbers(values.clone());
    }

    /**
     * Parses what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if a part is no number
     */
    public static Numbers parse(String text) {
        return new Numbers(
                text.isEmpty()
                        ? new double[0]
                        : Arrays.stream(text.split(",", -1))
                                .mapToDouble(Double::parseDouble)
                                .toArray());
    }

    public int size() {
        return values.length;
    }

    public double get(int index) {
        return values[index];
    }

    public double[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Numbers numbers && Arrays.equals(values, numbers.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(","));
    }
}
