package dev.keel.signals.learn.drift;

/**
 * Notices when the mean of a stream has risen, such as of a model's loss.
 *
 * <pre>
 * m = sum of (x - mean so far - tolerance), alarm when m - (least m so far) &gt; threshold
 * </pre>
 *
 * <p>Reference: E. Page, "Continuous inspection schemes", Biometrika 41, 1954; D. Hinkley,
 * "Inference about the change-point from cumulative sum tests", Biometrika 58, 1971.
 */
public final class PageHinkley {
    private final double tolerance;
    private final double threshold;
    private final int least;
    private long count;
    private double mean;
    private double sum;
    private double lowest;

    /**
     * @param tolerance how much above the mean a number may lie without counting
     * @param threshold of the alarm, above 0
     * @param least numbers before there is an alarm
     */
    public PageHinkley(double tolerance, double threshold, int least) {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("tolerance must be at least 0, was " + tolerance);
        }
        if (!(threshold > 0)) {
            throw new IllegalArgumentException("threshold must be above 0, was " + threshold);
        }
        this.tolerance = tolerance;
        this.threshold = threshold;
        this.least = least;
    }

    /** For the log loss of a model on a market, whose mean is near ln 2. */
    public static PageHinkley ofLogLoss() {
        return new PageHinkley(0.02, 10, 100);
    }

    /** Takes the next number. */
    public void add(double value) {
        count++;
        mean += (value - mean) / count;
        sum += value - mean - tolerance;
        lowest = Math.min(lowest, sum);
    }

    /** How far the sum lies above its lowest. */
    public double rise() {
        return sum - lowest;
    }

    public boolean isAlarmed() {
        return count >= least && rise() > threshold;
    }
}
