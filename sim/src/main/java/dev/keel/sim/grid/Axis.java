package dev.keel.sim.grid;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of one parameter that a sweep tries.
 *
 * @param name of the parameter
 * @param values at least one, each once, in the order in which they were given
 */
public record Axis(String name, List<BigDecimal> values) {
    private static final int MOST_VALUES = 100_000;

    public Axis {
        values = values.stream().map(Axis::plain).toList();
        if (values.isEmpty()) {
            throw new IllegalArgumentException("axis '" + name + "' must have a value");
        }
        if (values.stream().distinct().count() != values.size()) {
            throw new IllegalArgumentException("axis '" + name + "' must give each value once");
        }
    }

    /**
     * Parses {@code fast=5..24}, {@code fast=5..24:2}, {@code fast=5,10,20}; steps are 1 unless
     * said otherwise, and the last value is the last step that does not pass the end.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    public static Axis parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw new IllegalArgumentException(
                    "axis must look like fast=5..24:1 or fast=5,10,20, was '" + text + "'");
        }
        String name = text.substring(0, equals);
        String values = text.substring(equals + 1);
        int dots = values.indexOf("..");
        return new Axis(name, dots < 0 ? list(name, values) : range(name, values, dots));
    }

    /** The same values, the least first. */
    public Axis ascending() {
        return new Axis(name, values.stream().sorted().toList());
    }

    private static List<BigDecimal> list(String name, String text) {
        List<BigDecimal> values = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            values.add(number(name, part));
        }
        return values;
    }

    private static List<BigDecimal> range(String name, String text, int dots) {
        int colon = text.indexOf(':', dots);
        BigDecimal first = number(name, text.substring(0, dots));
        BigDecimal last = number(name, text.substring(dots + 2, colon < 0 ? text.length() : colon));
        BigDecimal step = colon < 0 ? BigDecimal.ONE : number(name, text.substring(colon + 1));
        if (step.signum() <= 0 || first.compareTo(last) > 0) {
            throw new IllegalArgumentException(
                    "axis '" + name + "' must rise in steps above 0, was '" + text + "'");
        }
        if (last.subtract(first).compareTo(step.multiply(BigDecimal.valueOf(MOST_VALUES))) >= 0) {
            throw new IllegalArgumentException(
                    "axis '"
                            + name
                            + "' must have at most "
                            + MOST_VALUES
                            + " values, was '"
                            + text
                            + "'");
        }
        List<BigDecimal> values = new ArrayList<>();
        for (BigDecimal value = first; value.compareTo(last) <= 0; value = value.add(step)) {
            values.add(value);
        }
        return values;
    }

    private static BigDecimal number(String name, String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "axis '" + name + "' must have numbers, was '" + text + "'", e);
        }
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
