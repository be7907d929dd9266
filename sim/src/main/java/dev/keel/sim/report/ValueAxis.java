package dev.keel.sim.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The upright axis of a chart: which values it spans, whether it is logarithmic, and where its
 * marks lie.
 *
 * @param low the value at the bottom
 * @param high the value at the top, greater than low
 */
record ValueAxis(double low, double high, Scale scale) {
    /** A range this wide is unreadable on a linear axis. */
    private static final double WIDE = 8;

    private static final int MOST_STEPS = 6;

    enum Scale {
        LINEAR,
        LOGARITHMIC
    }

    ValueAxis {
        if (!(low < high)) {
            throw new IllegalArgumentException("low must be below " + high + ", was " + low);
        }
    }

    /** An axis that spans values, logarithmic if they are all above 0 and far apart. */
    static ValueAxis spanning(double least, double greatest) {
        if (least > 0 && greatest / least >= WIDE) {
            double margin = Math.pow(greatest / least, 0.03);
            return new ValueAxis(least / margin, greatest * margin, Scale.LOGARITHMIC);
        }
        double margin = Math.max((greatest - least) * 0.04, Math.abs(greatest) * 1e-9);
        return new ValueAxis(
                least - Math.max(margin, Double.MIN_NORMAL),
                greatest + Math.max(margin, Double.MIN_NORMAL),
                Scale.LINEAR);
    }

    /** Where a value lies: 0 at the bottom, 1 at the top. */
    double place(double value) {
        return switch (scale) {
            case LINEAR -> (value - low) / (high - low);
            case LOGARITHMIC -> Math.log(value / low) / Math.log(high / low);
        };
    }

    /** Round values on the axis, least first. */
    List<Double> marks() {
        return switch (scale) {
            case LINEAR -> linearMarks();
            case LOGARITHMIC -> logarithmicMarks();
        };
    }

    private List<Double> linearMarks() {
        double step = roundStep((high - low) / MOST_STEPS);
        List<Double> marks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
            marks.add(i * step);
        }
        return marks;
    }

    /** 1, 2, 5, 10 ... where there is room, else powers of ten, as many as there is room for. */
    private List<Double> logarithmicMarks() {
        int first = (int) Math.floor(Math.log10(low));
        int last = (int) Math.ceil(Math.log10(high));
        List<Double> fine = new ArrayList<>();
        for (int exponent = first; exponent <= last; exponent++) {
            for (int digit : new int[] {1, 2, 5}) {
                addIfOnAxis(fine, digit * Math.pow(10, exponent));
            }
        }
        if (fine.size() <= MOST_STEPS + 1) {
            return fine;
        }
        int step = (last - first + MOST_STEPS - 1) / MOST_STEPS;
        List<Double> coarse = new ArrayList<>();
        for (int exponent = first; exponent <= last; exponent += step) {
            addIfOnAxis(coarse, Math.pow(10, exponent));
        }
        return coarse.size() > 1 ? coarse : fine;
    }

    private void addIfOnAxis(List<Double> marks, double value) {
        if (value >= low && value <= high) {
            marks.add(value);
        }
    }

    /** The least of 1, 2, 5 times a power of ten that is at least this. */
    private static double roundStep(double atLeast) {
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (double step : new double[] {1, 2, 5}) {
            if (step * power >= atLeast) {
                return step * power;
            }
        }
        return 10 * power;
    }
}
