package dev.keel.signals.indicator;

import java.util.Arrays;

/**
 * The highest and the lowest of the last numbers of a series, in constant time per number on
 * average and without allocation.
 *
 * <p>The window is cut into blocks as long as itself. What of it lies in the last block is kept as
 * the extremes of that block's endings, what lies in the current one as running extremes; once a
 * block is full its endings are worked out.
 */
public final class WindowRange {
    private final double[] values;
    private final double[] highestFrom;
    private final double[] lowestFrom;
    private double blockHighest = Double.NEGATIVE_INFINITY;
    private double blockLowest = Double.POSITIVE_INFINITY;
    private int filled;

    /** Creates the range of the last so many numbers, at least 1. */
    public WindowRange(int length) {
        values = new double[length];
        highestFrom = new double[length + 1];
        lowestFrom = new double[length + 1];
        Arrays.fill(highestFrom, Double.NEGATIVE_INFINITY);
        Arrays.fill(lowestFrom, Double.POSITIVE_INFINITY);
    }

    /** Takes the next number; the oldest of a full window leaves. */
    public void add(double value) {
        if (filled == values.length) {
            endBlock();
        }
        values[filled] = value;
        filled++;
        blockHighest = Math.max(blockHighest, value);
        blockLowest = Math.min(blockLowest, value);
    }

    /** The highest number of those it holds; there must be one. */
    public double highest() {
        return Math.max(blockHighest, highestFrom[filled]);
    }

    /** The lowest number of those it holds; there must be one. */
    public double lowest() {
        return Math.min(blockLowest, lowestFrom[filled]);
    }

    /**
     * Where a number lies between the lowest, 0, and the highest, 1; one half where the two are the
     * same.
     */
    public double place(double value) {
        double lowest = lowest();
        return Ratio.or(0.5, value - lowest, highest() - lowest);
    }

    private void endBlock() {
        for (int i = values.length - 1; i >= 0; i--) {
            highestFrom[i] = Math.max(values[i], highestFrom[i + 1]);
            lowestFrom[i] = Math.min(values[i], lowestFrom[i + 1]);
        }
        blockHighest = Double.NEGATIVE_INFINITY;
        blockLowest = Double.POSITIVE_INFINITY;
        filled = 0;
    }
}
