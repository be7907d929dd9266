package dev.keel.sim.validate.forward;

import dev.keel.core.strategy.Parameter;
import dev.keel.core.strategy.StrategyDefinition;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.sim.grid.Axis;
import dev.keel.sim.grid.Grid;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
        Grid grid = new Grid(axes.stream().map(Axis::ascending).toList());
        if (grid.size() > MOST_POINTS) {
            throw new IllegalArgumentException(
                    "grid must have at most " + MOST_POINTS + " combinations");
        }
        List<Point> points = new ArrayList<>();
        int refused = 0;
        IllegalArgumentException last = null;
        for (int i = 0; i < grid.size(); i++) {
            Map<String, String> given = new LinkedHashMap<>(fixed);
            given.putAll(grid.at(i));
            try {
                points.add(
                        new Point(
                                Arrays.stream(grid.steps(i)).boxed().toList(),
                                new StrategyChoice(definition, given)));
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
        return new ParameterGrid(grid.axes(), List.copyOf(points), refused);
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
}
