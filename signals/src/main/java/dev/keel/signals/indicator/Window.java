package dev.keel.signals.indicator;

import java.util.Arrays;

/**
 * The last numbers of a series, in a ring: constant time, no allocation.
 *
 * <p>Before it has taken as many as it holds, the ones that are missing read as zero.
 */
public final class Window {
    private final double[] values;
    private int newest;
    private int size;

    /** Creates an empty window that will hold so many numbers, at least 1. */
    public Window(int length) {
        values = new double[length];
    }

    /** Takes the next number; the oldest of a full window leaves. */
    public void add(double value) {
        newest = newest + 1 == values.length ? 0 : newest + 1;
        values[newest] = value;
        if (size < values.length) {
            size++;
        }
    }

    /**
     * Returns the number of so many bars ago.
     *
     * @param barsAgo 0 for the newest, below the length
     */
    public double get(int barsAgo) {
        int index = newest - barsAgo;
        return values[index < 0 ? index + values.length : index];
    }

    /** Makes every place hold this number, as if it had always been so. */
    public void fill(double value) {
        Arrays.fill(values, value);
        size = values.length;
    }

    /** How many numbers it holds by now. */
    public int size() {
        return size;
    }

    /** How many it can hold. */
    public int length() {
        return values.length;
    }

    public boolean isFull() {
        return size == values.length;
    }
}
