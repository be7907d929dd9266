package dev.keel.sim.backtest;

import dev.keel.core.money.Money;
import dev.keel.core.performance.ConfidenceIntervals;
import dev.keel.core.performance.EquityCurve;
import dev.keel.core.performance.Metric;
import dev.keel.core.performance.Performance;
import dev.keel.core.performance.RoundTrip;
import dev.keel.core.statistics.Interval;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

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
    private static final int RESAMPLES = 1_000;
    private static final double LEVEL = 0.95;
    private static final long SEED = 1;

    public BacktestResult {
        trades = List.copyOf(trades);
    }

    /** The figures; each is computed when it is asked for. */
    public Performance performance() {
        return Performance.of(curve, trades, request.bars());
    }

    /**
     * Bootstrap intervals of some figures at 95 %; the same result always gives the same. Takes
     * about a second.
     */
    public Map<Metric, Interval> intervals() {
        return ConfidenceIntervals.of(curve, trades, RESAMPLES, LEVEL, new SplittableRandom(SEED));
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
