package dev.keel.sim.portfolio;

import dev.keel.core.money.Money;
import dev.keel.core.performance.EquityCurve;
import dev.keel.core.performance.Performance;
import dev.keel.core.performance.RoundTrip;
import dev.keel.sim.backtest.BacktestCounts;
import java.util.List;

/**
 * What came of a test on several markets.
 *
 * @param trades of all markets in the order in which they were opened; those still open are marked
 *     at the last close of their market
 * @param finalEquity cash plus what is still held, exact
 * @param curve equity at every time at which a bar of any market closes
 */
public record PortfolioResult(
        PortfolioRequest request,
        List<RoundTrip> trades,
        Money finalEquity,
        EquityCurve curve,
        BacktestCounts counts) {
    public PortfolioResult {
        trades = List.copyOf(trades);
    }

    /** Computes the figures; of several instruments there is no market's return. */
    public Performance performance() {
        return Performance.of(curve, trades);
    }

    /** What holding positions brought, below 0 cost: funding and fees for borrowing. Exact. */
    public Money carried() {
        Money carried = finalEquity.minus(request.capital());
        for (RoundTrip trade : trades) {
            carried = carried.minus(trade.pnl());
        }
        return carried;
    }
}
