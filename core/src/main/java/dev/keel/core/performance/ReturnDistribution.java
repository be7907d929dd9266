package dev.keel.core.performance;

import dev.keel.core.statistics.Moments;
import dev.keel.core.statistics.Sample;
import dev.keel.core.statistics.SharpeEstimate;
import java.util.Arrays;
import java.util.Optional;

/** How the returns of single bars are spread. */
final class ReturnDistribution {
    private static final double TAIL = 0.05;
    private static final double FAR_TAIL = 0.01;
    private static final int FEWEST_FOR_A_LINE = 3;

    private final EquityCurve curve;
    private final Optional<double[]> returns;

    private ReturnDistribution(EquityCurve curve) {
        this.curve = curve;
        this.returns = Returns.of(curve);
    }

    static ReturnDistribution of(EquityCurve curve) {
        return new ReturnDistribution(curve);
    }

    void putInto(Values values) {
        returns.ifPresent(known -> put(known, values));
    }

    private void put(double[] known, Values values) {
        Sample sample = Sample.of(known);
        Moments moments = Moments.of(known);
        values.put(Metric.MEAN_RETURN, moments.mean());
        values.put(Metric.BEST_BAR, sample.max());
        values.put(Metric.WORST_BAR, sample.min());
        values.put(Metric.VAR_95, Math.max(0, -sample.quantile(TAIL)));
        values.put(Metric.VAR_99, Math.max(0, -sample.quantile(FAR_TAIL)));
        values.put(Metric.CVAR_95, shortfall(known, sample.quantile(TAIL)));
        putSides(known, values);
        if (moments.deviation() > 0) {
            values.put(Metric.RISK_RETURN_RATIO, moments.mean() / moments.deviation());
            values.put(Metric.SKEWNESS, moments.skewness());
            values.put(Metric.KURTOSIS, moments.kurtosis());
            SharpeEstimate.of(known)
                    .ifPresent(estimate ->
                            values.put(Metric.PROBABILISTIC_SHARPE, estimate.probabilityAbove(0)));
            putSerenity(known, moments.deviation(), values);
        }
        putStraightness(values);
    }

    private static void putSides(double[] known, Values values) {
        double gains = 0;
        double falls = 0;
        int rising = 0;
        int falling = 0;
        for (double change : known) {
            if (change > 0) {
                gains += change;
                rising++;
            } else if (change < 0) {
                falls -= change;
                falling++;
            }
        }
        values.putRatio(Metric.AVERAGE_GAIN, gains, rising);
        values.putRatio(Metric.AVERAGE_FALL, -falls, falling);
        values.putRatio(Metric.OMEGA, gains, falls);
    }

    private static double shortfall(double[] known, double quantile) {
        return Math.max(
                0,
                -Arrays.stream(known).filter(change -> change <= quantile).average().orElseThrow());
    }

    private void putSerenity(double[] known, double deviation, Values values) {
        double[] drawdowns = drawdowns();
        double ulcer =
                Math.sqrt(Arrays.stream(drawdowns).map(share -> share * share).average().orElse(0));
        double quantile = Sample.of(drawdowns).quantile(1 - TAIL);
        double pitfall =
                Arrays.stream(drawdowns).filter(share -> share >= quantile).average().orElse(0)
                        / deviation;
        values.putRatio(Metric.SERENITY, Arrays.stream(known).sum(), ulcer * pitfall);
    }

    private double[] drawdowns() {
        double[] drawdowns = new double[curve.size()];
        double peak = curve.start();
        for (int i = 0; i < drawdowns.length; i++) {
            peak = Math.max(peak, curve.equity(i));
            drawdowns[i] = (peak - curve.equity(i)) / peak;
        }
        return drawdowns;
    }

    private void putStraightness(Values values) {
        int n = curve.size();
        double middle = (n - 1) / 2.0;
        double mean = 0;
        for (int i = 0; i < n; i++) {
            if (curve.equity(i) <= 0) {
                return;
            }
            mean += Math.log(curve.equity(i)) / n;
        }
        double both = 0;
        double ofTime = 0;
        double ofEquity = 0;
        for (int i = 0; i < n; i++) {
            double time = i - middle;
            double growth = Math.log(curve.equity(i)) - mean;
            both += time * growth;
            ofTime += time * time;
            ofEquity += growth * growth;
        }
        if (n >= FEWEST_FOR_A_LINE) {
            values.putRatio(Metric.EQUITY_R2, both * both, ofTime * ofEquity);
        }
    }
}
