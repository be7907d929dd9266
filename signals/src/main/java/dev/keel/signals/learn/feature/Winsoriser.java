package dev.keel.signals.learn.feature;

/**
 * Cuts a number at the 1 % and 99 % quantiles of those before it.
 *
 * <p>The number itself joins the quantiles only afterwards, so that an outlier cannot widen the
 * bounds it is held to. The first five pass as they are.
 */
final class Winsoriser {
    private static final double TAIL = 0.01;

    private final QuantileEstimator low = new QuantileEstimator(TAIL);
    private final QuantileEstimator high = new QuantileEstimator(1 - TAIL);

    double next(double value) {
        double cut = value;
        if (low.isReady()) {
            double lower = Math.min(low.value(), high.value());
            double upper = Math.max(low.value(), high.value());
            cut = Math.clamp(value, lower, upper);
        }
        low.add(value);
        high.add(value);
        return cut;
    }
}
