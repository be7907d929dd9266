package dev.keel.core.performance;

import dev.keel.core.statistics.Bootstrap;
import dev.keel.core.statistics.Interval;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How far figures could have come out otherwise: the stationary bootstrap of what happened.
 *
 * <p>Figures of equity are measured on at most {@value #PIECES} pieces of the curve, whose returns
 * are drawn in blocks; figures of trades on the trades, drawn in blocks as well. An interval tells
 * of chance within these data alone: nothing of a market that changes, nor of how often parameters
 * were chosen.
 */
public final class ConfidenceIntervals {
    /** The most pieces a curve is cut into: of more, the draws would take long and tell no more. */
    private static final int PIECES = 2_000;

    /** With fewer values an interval would only look like one. */
    private static final int FEWEST = 20;

    private final int resamples;
    private final double level;
    private final SplittableRandom random;
    private final Map<Metric, Interval> intervals = new EnumMap<>(Metric.class);

    private ConfidenceIntervals(int resamples, double level, SplittableRandom random) {
        this.resamples = resamples;
        this.level = level;
        this.random = random;
    }

    /**
     * Computes intervals of some figures of equity and of closed trades; what has too few values,
     * or does not vary, is missing.
     *
     * @param resamples how many samples are drawn, at least 10; 1,000 is usual
     * @param level such as 0.95
     * @param random the same state gives the same intervals
     */
    public static Map<Metric, Interval> of(
            EquityCurve curve,
            List<RoundTrip> trades,
            int resamples,
            double level,
            SplittableRandom random) {
        ConfidenceIntervals intervals = new ConfidenceIntervals(resamples, level, random);
        intervals.addCurve(curve);
        intervals.addTrades(trades);
        return new EnumMap<>(intervals.intervals);
    }

    private void addCurve(EquityCurve curve) {
        double[] pieces = pieces(curve);
        if (pieces.length < FEWEST) {
            return;
        }
        double years = (curve.lastMillis() - curve.startMillis()) / CurveStatistics.MILLIS_PER_YEAR;
        double piecesPerYear = pieces.length / years;
        add(Metric.TOTAL_RETURN, pieces, ConfidenceIntervals::growth);
        add(Metric.SHARPE, pieces, sample -> sharpe(sample) * Math.sqrt(piecesPerYear));
        add(Metric.MAX_DRAWDOWN, pieces, ConfidenceIntervals::drawdown);
    }

    private void addTrades(List<RoundTrip> trades) {
        double[] profits =
                trades.stream()
                        .filter(RoundTrip::isClosed)
                        .mapToDouble(trade -> trade.pnl().toDouble())
                        .toArray();
        if (profits.length < FEWEST) {
            return;
        }
        add(Metric.EXPECTANCY, profits, ConfidenceIntervals::mean);
        add(
                Metric.WIN_RATE,
                profits,
                sample ->
                        (double) Arrays.stream(sample).filter(p -> p > 0).count() / sample.length);
        add(Metric.PROFIT_FACTOR, profits, ConfidenceIntervals::profitFactor);
    }

    private void add(Metric metric, double[] values, ToDoubleFunction<double[]> statistic) {
        boolean varies = Arrays.stream(values).anyMatch(value -> value != values[0]);
        if (varies && Double.isFinite(statistic.applyAsDouble(values))) {
            intervals.put(
                    metric,
                    Bootstrap.ofSize(values.length)
                            .interval(values, statistic, resamples, level, random));
        }
    }

    /** Relative changes of equity over stretches of as many bars; none after ruin. */
    private static double[] pieces(EquityCurve curve) {
        if (Returns.of(curve).isEmpty()) {
            return new double[0];
        }
        double[] pieces = new double[Math.min(PIECES, curve.size())];
        double before = curve.start();
        for (int i = 0; i < pieces.length; i++) {
            int last = (int) ((i + 1L) * curve.size() / pieces.length) - 1;
            pieces[i] = curve.equity(last) / before - 1;
            before = curve.equity(last);
        }
        return pieces;
    }

    private static double growth(double[] pieces) {
        double equity = 1;
        for (double piece : pieces) {
            equity *= 1 + piece;
        }
        return equity - 1;
    }

    private static double drawdown(double[] pieces) {
        double equity = 1;
        double peak = 1;
        double deepest = 0;
        for (double piece : pieces) {
            equity *= 1 + piece;
            peak = Math.max(peak, equity);
            deepest = Math.max(deepest, (peak - equity) / peak);
        }
        return deepest;
    }

    private static double sharpe(double[] pieces) {
        double mean = mean(pieces);
        double squares = 0;
        for (double piece : pieces) {
            squares += (piece - mean) * (piece - mean);
        }
        return mean / Math.sqrt(squares / (pieces.length - 1));
    }

    private static double profitFactor(double[] profits) {
        double won = 0;
        double lost = 0;
        for (double profit : profits) {
            won += Math.max(profit, 0);
            lost -= Math.min(profit, 0);
        }
        return won / lost;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
