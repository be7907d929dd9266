package dev.keel.sim.sweep;

import dev.keel.core.performance.EquityCurve;
import java.util.Arrays;

/**
 * Equity at a few evenly spread closes, in single precision: enough for statistics over many
 * trials.
 */
public final class EquityPath {
    /** The most points that are kept of a curve. */
    static final int POINTS = 256;

    private final float[] equity;

    EquityPath(float[] equity) {
        this.equity = equity;
    }

    /** The position of the bar behind a point, of a series of so many bars. */
    static int barOf(int point, int points, int bars) {
        return (int) ((point + 1L) * bars / points) - 1;
    }

    /** As many points as a series of so many bars has. */
    static int pointsOf(int bars) {
        return Math.min(POINTS, bars);
    }

    static EquityPath of(EquityCurve curve) {
        float[] equity = new float[pointsOf(curve.size())];
        for (int i = 0; i < equity.length; i++) {
            equity[i] = (float) curve.equity(barOf(i, equity.length, curve.size()));
        }
        return new EquityPath(equity);
    }

    /**
     * Relative changes from point to point, the first from what there was at the start; 0 from
     * where equity was 0 or below.
     */
    public double[] returns(double start) {
        double[] returns = new double[equity.length];
        double before = start;
        for (int i = 0; i < equity.length; i++) {
            returns[i] = before > 0 ? equity[i] / before - 1 : 0;
            before = equity[i];
        }
        return returns;
    }

    /** A copy of the points, oldest first. */
    float[] toArray() {
        return equity.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EquityPath path && Arrays.equals(path.equity, equity);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(equity);
    }

    @Override
    public String toString() {
        return equity.length + " points";
    }
}
