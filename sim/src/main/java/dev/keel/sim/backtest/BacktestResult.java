package dev.keel.sim.backtest;

import dev.keel.core.market.BarSeries;
import dev.keel.core.money.Money;
import dev.keel.core.performance.EquityCurve;
import dev.keel.core.performance.Performance;
import dev.keel.core.performance.RoundTrip;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What came of a backtest.
 *
 * @param trades in the order in which they were opened; one may still be open, marked at the last
 *     close. Their profits and what was {@linkplain #carried} add up to final equity less capital,
 *     exactly
 * @param finalEquity cash plus what is still held at the last close, exact
 * @param curve equity at the close of every bar, in double
 */
public record BacktestResult(
        BacktestRequest request,
        List<RoundTrip> trades,
        Money finalEquity,
        EquityCurve curve,
        BacktestCounts counts) {
    public BacktestResult {
        trades = List.copyOf(trades);
    }

    /** Computes the figures; takes some milliseconds for a million bars. */
    public Performance performance() {
        return Performance.of(curve, trades, OptionalDouble.of(marketReturn()));
    }

    /** What holding positions brought, below 0 cost: funding and fees for borrowing. Exact. */
    public Money carried() {
        Money carried = finalEquity.minus(request.capital());
        for (RoundTrip trade : trades) {
            carried = carried.minus(trade.pnl());
        }
        return carried;
    }

    private double marketReturn() {
        BarSeries bars = request.bars();
        double open = bars.bar(0).openValue();
        return (bars.closeValue(bars.size() - 1) - open) / open;
    }
}
