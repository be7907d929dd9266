package dev.keel.sim.validate.forward;

import dev.keel.core.strategy.Parameter;
import dev.keel.core.strategy.StrategyDefinition;
import dev.keel.sim.backtest.StrategyChoice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Configurations on a grid: every combination of the values of each axis that the strategy takes.
 *
 * <p>Combinations the strategy refuses, such as a fast average slower than the slow one, are left
 * out and counted.
 */
public final class ParameterGrid {
    private static final int MOST_POINTS = 10_000;

    private final List<Point> points;
    private final List<Axis> axes;
    private final int refused;

    private ParameterGrid(List<Axis> axes, List<Point> points, int refused) {
        this.axes = axes;
        this.points = points;
        this.refused = refused;
    }

    /**
     * One parameter and the values it takes.
     *
     * @param values ascending, at least one
     */
    public record Axis(String name, List<BigDecimal> values) {
        public Axis {
            values = List.copyOf(new TreeSet<>(values));
            if (values.isEmpty()) {
                throw new IllegalArgumentException("axis " + name + " must have a value");
            }
        }

        /**
         * Parses {@code name=from..to:step}, {@code name=from..to} with a step of 1, or {@code
         * name=a,b,c}.
         *
         * @throws IllegalArgumentException if the text is none of them
         */
        public static Axis parse(String text) {
            int at = text.indexOf('=');
            if (at < 1) {
                throw new IllegalArgumentException(
                        "grid must be NAME=FROM..TO:STEP or NAME=A,B,C, was '" + text + "'");
            }
            String name = text.substring(0, at);
            String range = text.substring(at + 1);
            int dots = range.indexOf("..");
            return dots < 0
                    ? new Axis(
                            name,
                            Arrays.stream(range.split(",", -1))
                                    .map(value -> number(value, text))
                                    .toList())
                    : stepped(name, range, dots, text);
        }

        private static Axis stepped(String name, String range, int dots, String text) {
            int colon = range.indexOf(':', dots);
            BigDecimal from = number(range.substring(0, dots), text);
            BigDecimal to =
                    number(range.substring(dots + 2, colon < 0 ? range.length() : colon), text);
            BigDecimal step = colon < 0 ? BigDecimal.ONE : number(range.substring(colon + 1), text);
            if (step.signum() <= 0 || from.compareTo(to) > 0) {
                throw new IllegalArgumentException(
                        "grid must run upwards with a step above 0, was '" + text + "'");
            }
            if (to.subtract(from)
                            .divide(step, 0, RoundingMode.DOWN)
                            .compareTo(BigDecimal.valueOf(MOST_POINTS))
                    >= 0) {
                throw tooMany();
            }
            List<BigDecimal> values = new ArrayList<>();
            for (BigDecimal v = from; v.compareTo(to) <= 0; v = v.add(step)) {
                values.add(v);
            }
            return new Axis(name, values);
        }

        private static BigDecimal number(String value, String text) {
            try {
                return new BigDecimal(value.strip());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "grid must hold numbers, '" + value + "' in '" + text + "' is none", e);
            }
        }
    }

    /**
     * A configuration.
     *
     * @param steps its place on every axis, counted from 0
     */
    public record Point(List<Integer> steps, StrategyChoice choice) {
        public Point {
            steps = List.copyOf(steps);
        }

        /** What makes it differ from others of the grid. */
        public Map<String, String> given() {
            return new TreeMap<>(choice.given());
        }
    }

    /**
     * All combinations.
     *
     * @param fixed parameters that all configurations share
     * @throws IllegalArgumentException if the strategy takes none of them, or there are too many
     */
    public static ParameterGrid of(
            StrategyDefinition definition, Map<String, String> fixed, List<Axis> axes) {
        requireKnown(definition, axes);
        long count =
                axes.stream()
                        .mapToLong(axis -> axis.values().size())
                        .reduce(1, (a, b) -> a > MOST_POINTS ? a : a * b);
        if (count > MOST_POINTS) {
            throw tooMany();
        }
        List<Point> points = new ArrayList<>();
        int refused = 0;
        IllegalArgumentException last = null;
        for (int i = 0; i < count; i++) {
            List<Integer> steps = steps(axes, i);
            Map<String, String> given = new LinkedHashMap<>(fixed);
            for (int a = 0; a < axes.size(); a++) {
                given.put(
                        axes.get(a).name(),
                        axes.get(a)
                                .values()
                                .get(steps.get(a))
                                .stripTrailingZeros()
                                .toPlainString());
            }
            try {
                points.add(new Point(steps, new StrategyChoice(definition, given)));
            } catch (IllegalArgumentException e) {
                refused++;
                last = e;
            }
        }
        if (points.isEmpty()) {
            throw new IllegalArgumentException(
                    "grid has no combination that the strategy takes"
                            + (last == null ? "" : ": " + last.getMessage()),
                    last);
        }
        return new ParameterGrid(List.copyOf(axes), List.copyOf(points), refused);
    }

    /**
     * The surroundings of one configuration: every parameter also a fifth smaller and a fifth
     * greater, at least by 1 where only whole numbers are allowed, within its bounds. Of more than
     * four parameters only the first four move.
     */
    public static ParameterGrid around(StrategyChoice choice) {
        List<Axis> axes = new ArrayList<>();
        Map<String, BigDecimal> values = choice.parameters().toMap();
        for (Parameter parameter : choice.definition().parameters().stream().limit(4).toList()) {
            BigDecimal value = values.getOrDefault(parameter.name(), parameter.defaultValue());
            axes.add(new Axis(parameter.name(), around(parameter, value)));
        }
        return of(choice.definition(), choice.given(), axes);
    }

    /** The configurations, in the order of the last axis, then the one before it ... */
    public List<Point> points() {
        return points;
    }

    public List<Axis> axes() {
        return axes;
    }

    /** How many combinations the strategy did not take. */
    public int refused() {
        return refused;
    }

    /** Positions of the points that lie one step along one axis from a point. */
    public List<Integer> neighbours(int point) {
        List<Integer> steps = points.get(point).steps();
        List<Integer> neighbours = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            List<Integer> other = points.get(i).steps();
            int distance = 0;
            for (int a = 0; a < steps.size(); a++) {
                distance += Math.abs(steps.get(a) - other.get(a));
            }
            if (distance == 1) {
                neighbours.add(i);
            }
        }
        return neighbours;
    }

    /** The position of the configuration with these parameters; -1 if it is not on the grid. */
    public int find(StrategyChoice choice) {
        Map<String, BigDecimal> wanted = choice.parameters().toMap();
        for (int i = 0; i < points.size(); i++) {
            Map<String, BigDecimal> values = points.get(i).choice().parameters().toMap();
            boolean same =
                    wanted.entrySet().stream()
                            .allMatch(entry ->
                                    entry.getValue()
                                                    .compareTo(
                                                            values.getOrDefault(
                                                                    entry.getKey(),
                                                                    BigDecimal.valueOf(
                                                                            Long.MIN_VALUE)))
                                            == 0);
            if (same) {
                return i;
            }
        }
        return -1;
    }

    private static List<BigDecimal> around(Parameter parameter, BigDecimal value) {
        boolean whole = parameter.kind() == Parameter.Kind.INTEGER;
        BigDecimal fifth = value.abs().multiply(new BigDecimal("0.2"));
        BigDecimal reach =
                whole ? fifth.setScale(0, RoundingMode.HALF_UP).max(BigDecimal.ONE) : fifth;
        List<BigDecimal> values = new ArrayList<>();
        for (BigDecimal other : List.of(value.subtract(reach), value, value.add(reach))) {
            if (other.compareTo(parameter.min()) >= 0 && other.compareTo(parameter.max()) <= 0) {
                values.add(other);
            }
        }
        return values;
    }

    private static List<Integer> steps(List<Axis> axes, int index) {
        Integer[] steps = new Integer[axes.size()];
        int rest = index;
        for (int a = axes.size() - 1; a >= 0; a--) {
            int size = axes.get(a).values().size();
            steps[a] = rest % size;
            rest /= size;
        }
        return List.of(steps);
    }

    private static void requireKnown(StrategyDefinition definition, List<Axis> axes) {
        List<String> known = definition.parameters().stream().map(Parameter::name).toList();
        List<String> named = axes.stream().map(Axis::name).toList();
        for (String name : named) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "grid names '"
                                + name
                                + "', which "
                                + definition.name()
                                + " does not know;"
                                + " known are "
                                + known);
            }
        }
        if (named.stream().distinct().count() < named.size()) {
            throw new IllegalArgumentException("grid names a parameter twice: " + named);
        }
    }

    private static IllegalArgumentException tooMany() {
        return new IllegalArgumentException(
                "grid must have at most " + MOST_POINTS + " combinations");
    }
}
