package dev.keel.sim.validate;

import dev.keel.core.performance.EquityCurve;
import dev.keel.core.performance.Metric;
import dev.keel.core.performance.Performance;
import dev.keel.core.performance.RoundTrip;
import dev.keel.core.statistics.SharpeEstimate;
import dev.keel.sim.backtest.Backtest;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.backtest.BacktestResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one backtest came to, in the numbers that statistics need. Immutable; without the bars, so
 * that many can be kept.
 */
public final class Evaluation {
    private final double[] returns;
    private final double[] tradeReturns;
    private final Performance performance;
    private final Optional<SharpeEstimate> sharpe;

    private Evaluation(double[] returns, double[] tradeReturns, Performance performance) {
        this.returns = returns;
        this.tradeReturns = tradeReturns;
        this.performance = performance;
        this.sharpe = SharpeEstimate.of(returns);
    }

    /** Runs a backtest and measures it. */
    public static Evaluation run(BacktestRequest request) {
        return of(Backtest.run(request));
    }

    /** Measures a backtest. */
    public static Evaluation of(BacktestResult result) {
        return new Evaluation(returns(result.curve()), tradeReturns(result), result.performance());
    }

    /**
     * The return of every bar, E(i) / E(i-1) - 1, oldest first; 0 from the bar on after which
     * equity is 0 or below, since nothing can be earned on nothing.
     */
    public double[] returns() {
        return returns.clone();
    }

    /**
     * The profit of every trade as a fraction of the equity before it, in the order in which they
     * were opened; a trade that is still open counts as it stands.
     */
    public double[] tradeReturns() {
        return tradeReturns.clone();
    }

    public int bars() {
        return returns.length;
    }

    public Performance performance() {
        return performance;
    }

    /** A metric, or what stands for it where there is none. */
    public double metric(Metric metric, double otherwise) {
        return performance.value(metric).orElse(otherwise);
    }

    /** The Sharpe ratio per bar; empty if equity never changed. */
    public Optional<SharpeEstimate> sharpe() {
        return sharpe;
    }

    /**
     * The Sharpe ratio per bar; 0 if equity never changed: not to trade has neither skill nor luck.
     */
    public double sharpePerBar() {
        return sharpe.map(SharpeEstimate::ratio).orElse(0.0);
    }

    /** How many bars a year has, as counted in the data. */
    public double barsPerYear() {
        return performance.value(Metric.BARS_PER_YEAR).orElse(Double.NaN);
    }

    /** The Sharpe ratio of a year; empty if equity never changed. */
    public OptionalDouble annualSharpe() {
        return sharpe.isPresent()
                ? OptionalDouble.of(sharpePerBar() * Math.sqrt(barsPerYear()))
                : OptionalDouble.empty();
    }

    public double totalReturn() {
        return metric(Metric.TOTAL_RETURN, 0);
    }

    public int closedTrades() {
        return (int) metric(Metric.TRADES, 0);
    }

    private static double[] returns(EquityCurve curve) {
        double[] returns = new double[curve.size()];
        double before = curve.start();
        for (int i = 0; i < returns.length; i++) {
            double equity = curve.equity(i);
            returns[i] = before > 0 ? Math.max(equity, 0) / before - 1 : 0;
            before = equity;
        }
        return returns;
    }

    private static double[] tradeReturns(BacktestResult result) {
        List<RoundTrip> trades = result.trades();
        double[] returns = new double[trades.size()];
        double equity = result.request().capital().toDouble();
        for (int i = 0; i < returns.length; i++) {
            double profit = trades.get(i).pnl().toDouble();
            returns[i] = equity > 0 ? Math.max(profit / equity, -1) : 0;
            equity += profit;
        }
        return returns;
    }
}
