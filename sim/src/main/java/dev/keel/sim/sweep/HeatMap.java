package dev.keel.sim.sweep;

import dev.keel.sim.grid.Axis;
import dev.keel.sim.grid.Grid;
import dev.keel.sim.grid.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A sweep seen over its first two axes that have several values: in each cell the best trial of all
 * that lie there. Immutable.
 */
public final class HeatMap {
    private final Axis rows;
    private final Axis columns;
    private final Trial[][] cells;

    /** The penalties of all cells that have one, rising: the best first. */
    private final double[] penalties;

    private final Objective objective;

    private HeatMap(Axis rows, Axis columns, Trial[][] cells, Objective objective) {
        this.rows = rows;
        this.columns = columns;
        this.cells = cells;
        this.objective = objective;
        this.penalties =
                Arrays.stream(cells)
                        .flatMap(Arrays::stream)
                        .filter(trial -> trial != null && trial.objective().isPresent())
                        .mapToDouble(trial -> objective.penalty(trial.objective()))
                        .sorted()
                        .toArray();
    }

    /** The map of a sweep; empty if fewer than two of its axes have several values. */
    public static Optional<HeatMap> of(SweepResult result) {
        Grid grid = result.request().grid();
        List<Axis> wide = grid.axes().stream().filter(axis -> axis.values().size() > 1).toList();
        if (wide.size() < 2) {
            return Optional.empty();
        }
        int row = grid.axes().indexOf(wide.get(0));
        int column = grid.axes().indexOf(wide.get(1));
        Trial[][] cells = new Trial[wide.get(0).values().size()][wide.get(1).values().size()];
        // Trials come best first.
        for (Trial trial : result.trials()) {
            int[] steps = grid.steps(trial.index());
            if (cells[steps[row]][steps[column]] == null) {
                cells[steps[row]][steps[column]] = trial;
            }
        }
        return Optional.of(
                new HeatMap(wide.get(0), wide.get(1), cells, result.request().objective()));
    }

    public Axis rows() {
        return rows;
    }

    public Axis columns() {
        return columns;
    }

    /** The objective of the best trial in a cell; empty if there is none, or it has none. */
    public OptionalDouble value(int row, int column) {
        Trial trial = cells[row][column];
        return trial == null ? OptionalDouble.empty() : trial.objective();
    }

    /**
     * The share of the other cells that a cell is better than, 0 to 1, ties counted half; empty
     * where there is no value. Ranks spread evenly, whatever the outliers.
     */
    public OptionalDouble rank(int row, int column) {
        Trial trial = cells[row][column];
        if (trial == null || trial.objective().isEmpty()) {
            return OptionalDouble.empty();
        }
        if (penalties.length == 1) {
            return OptionalDouble.of(1);
        }
        double penalty = objective.penalty(trial.objective());
        long worse = Arrays.stream(penalties).filter(other -> other > penalty).count();
        long ties = Arrays.stream(penalties).filter(other -> other == penalty).count() - 1;
        return OptionalDouble.of((worse + ties / 2.0) / (penalties.length - 1));
    }
}
