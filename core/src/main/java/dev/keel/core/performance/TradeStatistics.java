package dev.keel.core.performance;

import dev.keel.core.performance.Performance.Values;
import java.time.Duration;
import java.util.List;

/** The figures that follow from the trades. */
final class TradeStatistics {
    private int closed;
    private int open;
    private int wins;
    private int losses;
    private double won;
    private double lost;
    private double best = Double.NEGATIVE_INFINITY;
    private double worst = Double.POSITIVE_INFINITY;
    private int winsInARow;
    private int lossesInARow;
    private int mostWins;
    private int mostLosses;
    private double heldSeconds;
    private double traded;
    private double fees;

    private TradeStatistics() {}

    static TradeStatistics of(List<RoundTrip> trades) {
        TradeStatistics statistics = new TradeStatistics();
        trades.forEach(statistics::add);
        return statistics;
    }

    void putInto(Values values, double meanEquity) {
        values.put(Metric.TRADES, closed);
        values.put(Metric.OPEN_TRADES, open);
        values.put(Metric.FEES, fees);
        values.putRatio(Metric.TURNOVER, traded, meanEquity);
        values.putRatio(Metric.WIN_RATE, wins, closed);
        values.putRatio(Metric.EXPECTANCY, won + lost, closed);
        values.putRatio(Metric.PROFIT_FACTOR, won, -lost);
        values.putRatio(Metric.AVERAGE_WIN, won, wins);
        values.putRatio(Metric.AVERAGE_LOSS, lost, losses);
        if (wins > 0 && losses > 0) {
            values.put(Metric.PAYOFF_RATIO, (won / wins) / (-lost / losses));
        }
        if (closed > 0) {
            values.put(Metric.BEST_TRADE, best);
            values.put(Metric.WORST_TRADE, worst);
            values.put(Metric.MAX_CONSECUTIVE_WINS, mostWins);
            values.put(Metric.MAX_CONSECUTIVE_LOSSES, mostLosses);
            values.put(Metric.AVERAGE_HOLDING_SECONDS, heldSeconds / closed);
        }
    }

    private void add(RoundTrip trade) {
        traded += trade.traded().toDouble();
        fees += trade.fees().toDouble();
        if (!trade.isClosed()) {
            open++;
            return;
        }
        closed++;
        heldSeconds += trade.holdingTime().map(TradeStatistics::seconds).orElse(0.0);
        int sign = trade.pnl().amount().signum();
        double pnl = trade.pnl().toDouble();
        best = Math.max(best, pnl);
        worst = Math.min(worst, pnl);
        wins += sign > 0 ? 1 : 0;
        losses += sign < 0 ? 1 : 0;
        won += sign > 0 ? pnl : 0;
        lost += sign < 0 ? pnl : 0;
        winsInARow = sign > 0 ? winsInARow + 1 : 0;
        lossesInARow = sign < 0 ? lossesInARow + 1 : 0;
        mostWins = Math.max(mostWins, winsInARow);
        mostLosses = Math.max(mostLosses, lossesInARow);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
