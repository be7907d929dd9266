package dev.keel.core.market;

/**
 * Walks over bars of a series, oldest first. Of the bar that comes next one may look at single
 * figures before it is taken, and need not have an object made of it; no later bar can be seen, so
 * that whoever is handed a cursor cannot look ahead. Used by one thread at a time.
 */
public final class BarCursor {
    private final BarSeries series;
    private final int to;
    private int next;

    /**
     * @param from the first bar
     * @param to the first bar that is not walked over
     */
    public BarCursor(BarSeries series, int from, int to) {
        if (from < 0 || from > to || to > series.size()) {
            throw new IllegalArgumentException(
                    "bars must be from 0 to "
                            + series.size()
                            + " in this order, were "
                            + from
                            + " to "
                            + to);
        }
        this.series = series;
        this.next = from;
        this.to = to;
    }

    public BarFormat format() {
        return series.format();
    }

    public boolean hasNext() {
        return next < to;
    }

    /** The close of the bar that comes next, in units of the format. */
    public long close() {
        return series.close(checkedNext());
    }

    /** Takes the bar that comes next. */
    public Bar take() {
        Bar bar = series.bar(checkedNext());
        next++;
        return bar;
    }

    /** Takes the bar that comes next without making an object of it. */
    public void skip() {
        next = checkedNext() + 1;
    }

    /** Where in the series the next bar is. */
    public int position() {
        return next;
    }

    private int checkedNext() {
        if (next >= to) {
            throw new IllegalStateException("there is no bar left, the last was " + (to - 1));
        }
        return next;
    }
}
