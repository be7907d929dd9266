package dev.keel.signals.gann;

import dev.keel.signals.gann.PivotIndicator.Reading;
import dev.keel.signals.swing.PivotTracker;

/**
 * The nearest line at or below the close and the one above it, then the anchor: of any family whose
 * lines are numbered in the order of their prices.
 */
abstract class LadderReading implements Reading {
    private double anchor;

    @Override
    public final void onPivot(PivotTracker tracker) {
        anchor = tracker.pivot(0).price();
        anchorAt(tracker);
    }

    abstract void anchorAt(PivotTracker tracker);

    /** A line's price; 0 below the lowest line. */
    abstract double level(int line);

    /** A line near a price, off by one at most. */
    abstract int lineNear(double price);

    final double anchor() {
        return anchor;
    }

    @Override
    public final void read(double close, long bar, double[] outputs) {
        int line = lineNear(close);
        if (level(line) > close) {
            line--;
        }
        if (level(line + 1) <= close) {
            line++;
        }
        outputs[0] = Math.max(0, level(line));
        outputs[1] = level(line + 1);
        outputs[2] = anchor;
    }

    /** Lines at multiples of an angle. */
    static final class Wheel extends LadderReading {
        private final Chart chart;
        private final double step;
        private final PriceScale scale;
        private double unit = 1;

        Wheel(Chart chart, double step, PriceScale scale) {
            this.chart = chart;
            this.step = step;
            this.scale = scale;
        }

        @Override
        void anchorAt(PivotTracker tracker) {
            unit = scale.unit(anchor());
        }

        @Override
        double level(int line) {
            return unit * chart.level(anchor() / unit, line * step);
        }

        @Override
        int lineNear(double price) {
            double degrees = chart.degreesBetween(anchor() / unit, price / unit);
            return (int) Math.floor(degrees / step);
        }
    }

    /** Lines at eighths and thirds of a whole. */
    static final class Grid extends LadderReading {
        private final Whole whole;
        private double base;
        private double height = 1;

        Grid(Whole whole) {
            this.whole = whole;
        }

        @Override
        void anchorAt(PivotTracker tracker) {
            base = whole.base(tracker);
            height = whole.height(tracker);
        }

        @Override
        double level(int line) {
            return base + height * Fractions.at(line);
        }

        @Override
        int lineNear(double price) {
            return Fractions.lineBelow((price - base) / height);
        }
    }

    /** A chart on which an angle leads from one number to another. */
    interface Chart {
        double level(double number, double degrees);

        double degreesBetween(double from, double to);
    }

    /** What is divided. */
    interface Whole {
        double base(PivotTracker tracker);

        /** Above 0. */
        double height(PivotTracker tracker);
    }
}
