package dev.keel.sim.report;

import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/**
 * Draws a series of any length as a line of bounded length: of all points that fall into one column
 * of the drawing the first, least, greatest and last are kept, which looks the same as all of them.
 *
 * <p>Reference: U. Jugel, Z. Jerzak, G. Hackenbroich, V. Markl, "M4: A Visualization-Oriented Time
 * Series Data Aggregation", PVLDB 7 (2014).
 */
final class PlotLine {
    /** The drawing's size in its own units. */
    static final int WIDTH = 1200;

    static final int HEIGHT = 400;

    /** Units to a column: finer than a pixel on a phone, and about one on a desk. */
    private static final int COLUMN = 2;

    private final TimeAxis time;
    private final ValueAxis values;
    private final StringBuilder path = new StringBuilder(16_384);
    private int column = -1;
    private int firstY;
    private int topY;
    private int bottomY;
    private int lastY;

    private PlotLine(TimeAxis time, ValueAxis values) {
        this.time = time;
        this.values = values;
    }

    /** The line as the {@code d} of an SVG path, from the first point to the last. */
    static String path(
            TimeAxis time,
            ValueAxis values,
            int points,
            IntToLongFunction millis,
            IntToDoubleFunction value) {
        PlotLine line = new PlotLine(time, values);
        for (int i = 0; i < points; i++) {
            line.add(millis.applyAsLong(i), value.applyAsDouble(i));
        }
        line.endColumn();
        return line.path.toString();
    }

    private void add(long millis, double value) {
        int at = (int) (time.place(millis) * (WIDTH / COLUMN));
        int y = (int) Math.round((1 - values.place(value)) * HEIGHT);
        if (at != column) {
            endColumn();
            column = at;
            firstY = y;
            topY = y;
            bottomY = y;
        }
        topY = Math.min(topY, y);
        bottomY = Math.max(bottomY, y);
        lastY = y;
    }

    private void endColumn() {
        if (column < 0) {
            return;
        }
        int drawn = point(firstY, Integer.MIN_VALUE);
        drawn = point(topY, drawn);
        drawn = point(bottomY, drawn);
        point(lastY, drawn);
    }

    private int point(int y, int drawn) {
        if (y != drawn) {
            path.append(path.isEmpty() ? 'M' : 'L').append(column * COLUMN).append(' ').append(y);
        }
        return y;
    }
}
