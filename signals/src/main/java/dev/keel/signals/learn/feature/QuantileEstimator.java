package dev.keel.signals.learn.feature;

import java.util.Arrays;

/**
 * A quantile of a stream in constant memory, without a sorted copy of it: five markers, which
 * follow the smallest, the largest, the quantile and the middles between, are moved along parabolas
 * through their neighbours.
 *
 * <p>Deterministic: the same numbers in the same order give the same estimate to the bit. It needs
 * five numbers to begin with.
 *
 * <p>Reference: R. Jain and I. Chlamtac, "The P² algorithm for dynamic calculation of quantiles and
 * histograms without storing observations", Communications of the ACM 28(10), 1985.
 */
public final class QuantileEstimator {
    private static final int MARKERS = 5;

    private final double[] heights = new double[MARKERS];
    private final double[] positions = {1, 2, 3, 4, 5};
    private final double[] desired;
    private final double[] steps;
    private long count;

    /**
     * @param probability of the quantile, above 0 and below 1
     */
    public QuantileEstimator(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException(
                    "probability must be above 0 and below 1, was " + probability);
        }
        this.steps = new double[] {0, probability / 2, probability, (1 + probability) / 2, 1};
        this.desired = new double[MARKERS];
        for (int i = 0; i < MARKERS; i++) {
            desired[i] = 1 + 4 * steps[i];
        }
    }

    /** Tells whether there were enough numbers. */
    public boolean isReady() {
        return count >= MARKERS;
    }

    /**
     * The quantile of the numbers so far.
     *
     * @throws IllegalStateException before the fifth
     */
    public double value() {
        if (!isReady()) {
            throw new IllegalStateException("quantile must be read after 5 numbers, had " + count);
        }
        return heights[2];
    }

    /** Takes the next number, which is finite. */
    public void add(double value) {
        if (count < MARKERS) {
            heights[(int) count] = value;
            count++;
            if (count == MARKERS) {
                Arrays.sort(heights);
            }
            return;
        }
        count++;
        int cell = cellOf(value);
        for (int i = cell + 1; i < MARKERS; i++) {
            positions[i]++;
        }
        for (int i = 0; i < MARKERS; i++) {
            desired[i] += steps[i];
        }
        for (int i = 1; i < MARKERS - 1; i++) {
            adjust(i);
        }
    }

    private int cellOf(double value) {
        if (value < heights[0]) {
            heights[0] = value;
            return 0;
        }
        if (value >= heights[MARKERS - 1]) {
            heights[MARKERS - 1] = value;
            return MARKERS - 2;
        }
        int cell = 0;
        while (value >= heights[cell + 1]) {
            cell++;
        }
        return cell;
    }

    private void adjust(int i) {
        double gap = desired[i] - positions[i];
        boolean up = gap >= 1 && positions[i + 1] - positions[i] > 1;
        boolean down = gap <= -1 && positions[i - 1] - positions[i] < -1;
        if (!up && !down) {
            return;
        }
        int step = up ? 1 : -1;
        double moved = parabola(i, step);
        if (!(heights[i - 1] < moved && moved < heights[i + 1])) {
            moved =
                    heights[i]
                            + step
                                    * (heights[i + step] - heights[i])
                                    / (positions[i + step] - positions[i]);
        }
        heights[i] = moved;
        positions[i] += step;
    }

    private double parabola(int i, int step) {
        double left = positions[i] - positions[i - 1];
        double right = positions[i + 1] - positions[i];
        return heights[i]
                + step
                        / (left + right)
                        * ((left + step) * (heights[i + 1] - heights[i]) / right
                                + (right - step) * (heights[i] - heights[i - 1]) / left);
    }
}
