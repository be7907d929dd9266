package dev.keel.signals.gann;

import dev.keel.core.market.Bar;
import dev.keel.signals.swing.Pivot;
import dev.keel.signals.swing.PivotTracker;

/**
 * Zones that the price left in a hurry: a base at a confirmed pivot, and a departure from it.
 *
 * <ul>
 *   <li><b>Base</b>: the bar of the pivot and the bars right after it, at most {@value #MOST_BASE}
 *       in all, whose range (high - low) is at most A, the average true range at the pivot. A
 *       demand zone reaches from the pivot's low (its far edge) to the highest open or close of the
 *       base (its near edge), a supply zone from the pivot's high to the lowest; at most A wide.
 *   <li><b>Departure</b>: at the bar that confirms the pivot, the close lies at least A beyond the
 *       near edge. Without it there is no zone.
 *   <li><b>Fresh</b> until a later bar comes back to the near edge, then <b>tested</b>, once for
 *       each visit.
 *   <li><b>Broken</b>, and gone, once a bar closes beyond the far edge.
 * </ul>
 *
 * <p>At most {@value #MOST} zones of each kind are kept; the oldest goes first. A pivot whose base
 * is older than {@value #MEMORY} bars when it is confirmed gives none.
 *
 * <p>Reference: S. Seiden's notion of supply and demand, as commonly taught; the measures are
 * Keel's, for there is no accepted formula.
 */
public final class SupplyDemandZones {
    /** Zones kept of each kind. */
    public static final int MOST = 4;

    /** Bars a base has at most. */
    public static final int MOST_BASE = 4;

    /** Bars that are remembered. */
    public static final int MEMORY = 256;

    private final double[] highs = new double[MEMORY];
    private final double[] lows = new double[MEMORY];
    private final double[] bodyHighs = new double[MEMORY];
    private final double[] bodyLows = new double[MEMORY];
    private final Side demand = new Side(1);
    private final Side supply = new Side(-1);

    /** Takes the next bar, after the tracker took it. */
    public void onBar(Bar bar, PivotTracker tracker) {
        int slot = slot(tracker.bar());
        highs[slot] = bar.highValue();
        lows[slot] = bar.lowValue();
        double open = bar.openValue();
        double close = bar.closeValue();
        bodyHighs[slot] = Math.max(open, close);
        bodyLows[slot] = Math.min(open, close);
        demand.visit(lows[slot], close);
        supply.visit(highs[slot], close);
        if (tracker.isNew()) {
            found(tracker.pivot(0), close);
        }
    }

    private void found(Pivot pivot, double close) {
        if (pivot.confirmedAt() - pivot.bar() >= MEMORY) {
            return;
        }
        switch (pivot.kind()) {
            case LOW -> demand.found(pivot, near(pivot), close);
            case HIGH -> supply.found(pivot, near(pivot), close);
        }
    }

    private double near(Pivot pivot) {
        int direction = pivot.direction();
        double range = pivot.averageTrueRange();
        double depth = direction * (edge(pivot.bar(), direction) - pivot.price());
        for (long bar = pivot.bar() + 1; bar < pivot.bar() + MOST_BASE; bar++) {
            int slot = slot(bar);
            if (bar >= pivot.confirmedAt() || highs[slot] - lows[slot] > range) {
                break;
            }
            depth = Math.max(depth, direction * (edge(bar, direction) - pivot.price()));
        }
        return pivot.price() + direction * Math.min(depth, range);
    }

    private double edge(long bar, int direction) {
        return direction > 0 ? bodyHighs[slot(bar)] : bodyLows[slot(bar)];
    }

    private static int slot(long bar) {
        return (int) (bar % MEMORY);
    }

    /** The zones below, the newest first. */
    public Side demand() {
        return demand;
    }

    /** The zones above, the newest first. */
    public Side supply() {
        return supply;
    }

    /** The zones of one kind. */
    public static final class Side {
        private final int direction;
        private final double[] near = new double[MOST];
        private final double[] far = new double[MOST];
        private final int[] tests = new int[MOST];
        private final boolean[] inside = new boolean[MOST];
        private int size;

        private Side(int direction) {
            this.direction = direction;
        }

        private void found(Pivot pivot, double nearEdge, double close) {
            if (direction * (close - nearEdge) < pivot.averageTrueRange()) {
                return;
            }
            size = Math.min(size + 1, MOST);
            for (int i = size - 1; i > 0; i--) {
                move(i - 1, i);
            }
            near[0] = nearEdge;
            far[0] = pivot.price();
            tests[0] = 0;
            inside[0] = false;
        }

        private void visit(double reached, double close) {
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (direction * (close - far[i]) < 0) {
                    continue;
                }
                boolean isInside = direction * (reached - near[i]) <= 0;
                if (isInside && !inside[i]) {
                    tests[i]++;
                }
                inside[i] = isInside;
                move(i, kept++);
            }
            size = kept;
        }

        private void move(int from, int to) {
            near[to] = near[from];
            far[to] = far[from];
            tests[to] = tests[from];
            inside[to] = inside[from];
        }

        /** How many zones there are. */
        public int size() {
            return size;
        }

        /** The edge that the price comes to first. */
        public double near(int zone) {
            return near[zone];
        }

        /** The pivot: beyond it the zone is broken. */
        public double far(int zone) {
            return far[zone];
        }

        /** How often the price came back; 0 while fresh. */
        public int tests(int zone) {
            return tests[zone];
        }

        /** 0.8 while fresh, 0.6 after one test, 0.3 after more. */
        public double weight(int zone) {
            return switch (tests[zone]) {
                case 0 -> 0.8;
                case 1 -> 0.6;
                default -> 0.3;
            };
        }
    }
}
