package dev.keel.signals.astro.ephemeris;

/**
 * A quantity over time, as one Chebyshev polynomial for each of many segments of equal length.
 *
 * <pre>
 * x    = 2 (day - segment start) / segment days - 1
 * f(x) = c0 + c1 T1(x) + c2 T2(x) + ...
 * f'   = (c1 U0(x) + 2 c2 U1(x) + 3 c3 U2(x) + ...) 2 / segment days
 * </pre>
 *
 * <p>An angle is not folded: its values are continuous within a segment, and differ by whole
 * circles between segments.
 *
 * <p>Reference: C. W. Clenshaw, "A note on the summation of Chebyshev series", Mathematics of
 * Computation 9, 1955.
 */
final class ChebyshevSeries {
    private final double firstDay;
    private final int segmentDays;
    private final int size;
    private final double quantum;
    private final int[] multiples;

    /**
     * Creates a series.
     *
     * @param size coefficients of a segment
     * @param quantum what the multiples are multiples of
     * @param multiples the coefficients, segment by segment, the constant first; not copied
     */
    ChebyshevSeries(double firstDay, int segmentDays, int size, double quantum, int[] multiples) {
        this.firstDay = firstDay;
        this.segmentDays = segmentDays;
        this.size = size;
        this.quantum = quantum;
        this.multiples = multiples;
    }

    /** Returns the quantity at a time that lies within the table. */
    double value(double day) {
        int segment = segment(day);
        double x = position(day, segment);
        int start = segment * size;
        double next = 0;
        double afterNext = 0;
        for (int n = size - 1; n > 0; n--) {
            double now = multiples[start + n] + 2 * x * next - afterNext;
            afterNext = next;
            next = now;
        }
        return quantum * (multiples[start] + x * next - afterNext);
    }

    /** Returns the quantity's change per day at a time that lies within the table. */
    double slope(double day) {
        int segment = segment(day);
        double x = position(day, segment);
        int start = segment * size;
        double next = 0;
        double afterNext = 0;
        for (int n = size - 1; n > 0; n--) {
            double now = (double) n * multiples[start + n] + 2 * x * next - afterNext;
            afterNext = next;
            next = now;
        }
        return quantum * next * 2 / segmentDays;
    }

    private int segment(double day) {
        int segment = (int) ((day - firstDay) / segmentDays);
        // The last instant of the table may be the end of the last segment.
        return Math.min(segment, multiples.length / size - 1);
    }

    private double position(double day, int segment) {
        double sinceStart = day - firstDay - (double) segment * segmentDays;
        return 2 * sinceStart / segmentDays - 1;
    }
}
