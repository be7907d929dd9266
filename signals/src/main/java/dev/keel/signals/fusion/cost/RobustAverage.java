package dev.keel.signals.fusion.cost;

/**
 * An exponentially weighted mean that no single sample can throw off.
 *
 * <pre>
 * k = max(1 / 20, 1 / (n + 10))                n samples so far
 * d = clip(x - m, -3 s, 3 s)                   s the scale
 * m = m[1] + k d,  s = max(least, s[1] + k (1.25 |d| - s[1]))
 * </pre>
 *
 * <p>m starts at the prior, which so weighs as much as ten samples. 1.25 times the mean absolute
 * deviation is the standard deviation of a normal distribution.
 *
 * <p>Reference: P. Huber, "Robust Estimation of a Location Parameter", 1964, for the clipping.
 */
final class RobustAverage {
    private static final double SLOWEST = 1.0 / 20;
    private static final int PRIOR_SAMPLES = 10;
    private static final double CLIP = 3;
    private static final double NORMAL = 1.25;

    private final double leastScale;
    private double value;
    private double scale;
    private int samples;

    /**
     * Begins at a prior.
     *
     * @param priorScale how far samples usually lie from it, above 0
     */
    RobustAverage(double prior, double priorScale) {
        this(prior, priorScale, priorScale / 100);
    }

    private RobustAverage(double value, double scale, double leastScale) {
        this.value = value;
        this.scale = scale;
        this.leastScale = leastScale;
    }

    /** One that begins where another is, with no samples of its own. */
    RobustAverage child() {
        return new RobustAverage(value, scale, leastScale);
    }

    void add(double sample) {
        double rate = Math.max(SLOWEST, 1.0 / (samples + PRIOR_SAMPLES));
        double most = CLIP * scale;
        double distance = Math.max(-most, Math.min(most, sample - value));
        value += rate * distance;
        scale = Math.max(leastScale, scale + rate * (NORMAL * Math.abs(distance) - scale));
        samples++;
    }

    double value() {
        return value;
    }

    int samples() {
        return samples;
    }
}
