package dev.keel.signals.learn.model;

/**
 * Rows of features with what came of them and how much each counts.
 *
 * <p>The arrays are not copied: millions of numbers are shared by the folds of a validation. Who
 * gives them away does not write to them any more.
 */
public final class Samples {
    private final double[] values;
    private final int columns;
    private final int[] outcomes;
    private final double[] weights;

    /**
     * @param values row by row
     * @param outcomes 0 or 1 for each row
     * @param weights above or equal 0 for each row
     */
    public Samples(double[] values, int columns, int[] outcomes, double[] weights) {
        if (columns < 1
                || values.length != (long) columns * outcomes.length
                || weights.length != outcomes.length) {
            throw new IllegalArgumentException(
                    "samples must have columns values and a weight for each outcome, were "
                            + values.length
                            + " values in "
                            + columns
                            + " columns and "
                            + weights.length
                            + " weights for "
                            + outcomes.length);
        }
        this.values = values;
        this.columns = columns;
        this.outcomes = outcomes;
        this.weights = weights;
    }

    public int rows() {
        return outcomes.length;
    }

    public int columns() {
        return columns;
    }

    public double value(int row, int column) {
        return values[row * columns + column];
    }

    public int outcome(int row) {
        return outcomes[row];
    }

    public double weight(int row) {
        return weights[row];
    }

    /** Copies a row to an array of that many columns. */
    public void copyRow(int row, double[] target) {
        System.arraycopy(values, row * columns, target, 0, columns);
    }

    /** The rows of these numbers, copied. */
    public Samples choose(int[] rows) {
        double[] chosen = new double[rows.length * columns];
        int[] chosenOutcomes = new int[rows.length];
        double[] chosenWeights = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, rows[i] * columns, chosen, i * columns, columns);
            chosenOutcomes[i] = outcomes[rows[i]];
            chosenWeights[i] = weights[rows[i]];
        }
        return new Samples(chosen, columns, chosenOutcomes, chosenWeights);
    }

    /** The same rows and weights with other outcomes. */
    public Samples withOutcomes(int[] other) {
        return new Samples(values, columns, other, weights);
    }

    double[] values() {
        return values;
    }

    int[] outcomes() {
        return outcomes;
    }

    double[] weights() {
        return weights;
    }

    /**
     * @throws IllegalArgumentException if there is nothing to tell apart
     */
    void requireBothOutcomes() {
        int ones = 0;
        for (int outcome : outcomes) {
            ones += outcome;
        }
        if (ones == 0 || ones == outcomes.length) {
            throw new IllegalArgumentException(
                    "samples must have both outcomes, had "
                            + ones
                            + " ones among "
                            + outcomes.length);
        }
    }
}
