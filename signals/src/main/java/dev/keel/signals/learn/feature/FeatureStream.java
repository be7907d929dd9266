package dev.keel.signals.learn.feature;

import dev.keel.core.market.Bar;
import java.util.List;

/**
 * Rows of features, one per closed bar, for one market and one thread.
 *
 * <p>There is no row, {@link #isReady} is false, until every group is settled and the quantiles
 * that cut outliers have seen {@value #PAST_ROWS} rows, and at any bar where a number is missing.
 * The quantiles are of the rows before this one, since the stream began: a stream that began
 * elsewhere cuts the tails a little differently, never the middle.
 */
public final class FeatureStream {
    /** Rows that are only learned from before the first one is given out. */
    public static final int PAST_ROWS = 100;

    private final FeatureSchema schema;
    private final FeatureSource[] sources;
    private final int[] offsets;
    private final Winsoriser[] winsorisers;
    private final double[] raw;
    private final double[] row;
    private long rows;
    private boolean ready;

    FeatureStream(FeatureSchema schema, List<FeatureSource> sources, int[] offsets) {
        this.schema = schema;
        this.sources = sources.toArray(FeatureSource[]::new);
        this.offsets = offsets.clone();
        this.raw = new double[schema.size()];
        this.row = new double[schema.size()];
        this.winsorisers = new Winsoriser[schema.size()];
        for (int i = 0; i < winsorisers.length; i++) {
            winsorisers[i] = new Winsoriser();
        }
    }

    public FeatureSchema schema() {
        return schema;
    }

    /** The fewest bars after which there can be a row. */
    public int warmUpBars() {
        return schema.lookBack() + PAST_ROWS;
    }

    /** Takes the next closed bar. */
    public void onBar(Bar bar) {
        boolean complete = true;
        for (FeatureSource source : sources) {
            source.onBar(bar);
            complete &= source.isReady();
        }
        ready = complete && readRaw() && cutOutliers();
    }

    /** Tells whether there is a row at the last bar. */
    public boolean isReady() {
        return ready;
    }

    /**
     * A feature of the row at the last bar.
     *
     * @throws IllegalStateException if there is no row
     */
    public double value(int index) {
        requireReady();
        return row[index];
    }

    /**
     * Copies the row at the last bar.
     *
     * @throws IllegalStateException if there is no row
     */
    public void copyTo(double[] target, int offset) {
        requireReady();
        System.arraycopy(row, 0, target, offset, row.length);
    }

    private void requireReady() {
        if (!ready) {
            throw new IllegalStateException("row must be read when ready, was not ready");
        }
    }

    private boolean readRaw() {
        for (int i = 0; i < sources.length; i++) {
            sources[i].write(raw, offsets[i]);
        }
        for (double value : raw) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private boolean cutOutliers() {
        for (int i = 0; i < raw.length; i++) {
            row[i] = winsorisers[i].next(raw[i]);
        }
        rows++;
        return rows > PAST_ROWS;
    }
}
