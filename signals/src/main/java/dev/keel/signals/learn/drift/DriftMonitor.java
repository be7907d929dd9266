package dev.keel.signals.learn.drift;

/**
 * Compares the last rows that a model was shown, and what it said, with those it was trained on.
 *
 * <p>The level is that of the predictions' index: it says whether the model is asked about a world
 * it knows. A slow feature, such as volatility, always looks different over a few hundred bars than
 * over years; its index is there for people, {@link #index}, and does not decide alone.
 *
 * <p>A row takes time in proportion to the columns and allocates nothing; the indices are computed
 * anew after every tenth of the window.
 */
public final class DriftMonitor {
    private final DriftReference reference;
    private final byte[] bins;
    private final int[][] counts;
    private final double[] indices;
    private final double[] shares = new double[PopulationStability.BINS];
    private final int window;
    private final int interval;
    private long rows;

    /**
     * @param window how many rows are compared, at least 100
     */
    public DriftMonitor(DriftReference reference, int window) {
        if (window < 100 || window > 1_000_000) {
            throw new IllegalArgumentException("window must be within 100..1000000, was " + window);
        }
        this.reference = reference;
        this.window = window;
        this.interval = Math.max(1, window / 10);
        this.bins = new byte[Math.multiplyExact(window, reference.columns())];
        this.counts = new int[reference.columns()][PopulationStability.BINS];
        this.indices = new double[reference.columns()];
    }

    /** Takes a row and what the model said about it. */
    public void add(double[] row, double prediction) {
        int columns = reference.columns();
        if (row.length != columns - 1) {
            throw new IllegalArgumentException(
                    "row must have " + (columns - 1) + " features, had " + row.length);
        }
        int place = (int) (rows % window) * columns;
        for (int i = 0; i < columns; i++) {
            if (rows >= window) {
                counts[i][bins[place + i]]--;
            }
            int bin = reference.bin(i, i < row.length ? row[i] : prediction);
            bins[place + i] = (byte) bin;
            counts[i][bin]++;
        }
        rows++;
        if (rows >= window && rows % interval == 0) {
            compare();
        }
    }

    private void compare() {
        for (int i = 0; i < indices.length; i++) {
            for (int bin = 0; bin < shares.length; bin++) {
                shares[bin] = (double) counts[i][bin] / window;
            }
            indices[i] = reference.index(i, shares);
        }
    }

    /** The stability index of a column at the last comparison; 0 before the first. */
    public double index(int column) {
        return indices[column];
    }

    /** The stability index of the predictions. */
    public double predictionIndex() {
        return indices[indices.length - 1];
    }

    /** The largest index among the features. */
    public double worstFeatureIndex() {
        double worst = 0;
        for (int i = 0; i < indices.length - 1; i++) {
            worst = Math.max(worst, indices[i]);
        }
        return worst;
    }

    /** What the predictions ask for; none before the window is full. */
    public DriftLevel level() {
        return PopulationStability.level(predictionIndex());
    }
}
