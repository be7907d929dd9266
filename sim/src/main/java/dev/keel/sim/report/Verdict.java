package dev.keel.sim.report;

import dev.keel.core.money.Money;
import dev.keel.core.performance.Metric;
import dev.keel.core.performance.Performance;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.backtest.BacktestResult;
import java.util.OptionalDouble;

/** What came of a backtest, in words. */
public final class Verdict {
    private Verdict() {}

    /**
     * Two sentences: what became of the capital, and what holding the instrument would have done.
     */
    public static String of(BacktestResult result, Performance performance) {
        BacktestRequest request = result.request();
        return outcome(request.capital(), result.finalEquity(), performance)
                + " in "
                + text(performance, Metric.TRADES)
                + " closed trades. Holding "
                + request.instrument().id()
                + " over the same time: "
                + text(performance, Metric.MARKET_RETURN)
                + " before fees.";
    }

    /** A figure, or a dash if it is not known. */
    public static String text(Performance performance, Metric metric) {
        OptionalDouble value = performance.value(metric);
        return value.isPresent() ? Figures.metric(metric, value.getAsDouble()) : "-";
    }

    private static String outcome(Money capital, Money equity, Performance performance) {
        int change = equity.compareTo(capital);
        if (change == 0) {
            return "Neither gained nor lost: " + money(equity) + " before and after";
        }
        return (change > 0 ? "Gained " : "Lost ")
                + text(performance, Metric.TOTAL_RETURN).replace("-", "")
                + ": "
                + money(capital)
                + " became "
                + money(equity);
    }

    private static String money(Money money) {
        return Figures.money(money.amount()) + " " + money.asset();
    }
}
