package dev.keel.core.performance;

import dev.keel.core.position.PositionSide;
import dev.keel.core.statistics.Sample;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The figures that follow from the trades. */
final class TradeStatistics {
    private static final double DAYS_PER_YEAR = 365.25;
    private static final double DAYS_PER_WEEK = 7;
    private static final double MONTHS_PER_YEAR = 12;

    private final int trades;
    private final double[] profits;
    private final double[] shares;
    private final double[] seconds;
    private final Group all = new Group();
    private final Group longs = new Group();
    private final Group shorts = new Group();
    private final Group won = new Group();
    private final Group lost = new Group();
    private int closed;
    private int winsInARow;
    private int lossesInARow;
    private int mostWins;
    private int mostLosses;
    private double closedPeak;
    private double closedDrawdown;
    private double traded;
    private double staked;
    private double fees;
    private double beforeFees;

    private TradeStatistics(int trades) {
        this.trades = trades;
        this.profits = new double[trades];
        this.shares = new double[trades];
        this.seconds = new double[trades];
    }

    static TradeStatistics of(List<RoundTrip> trades) {
        TradeStatistics statistics = new TradeStatistics(trades.size());
        trades.forEach(statistics::add);
        return statistics;
    }

    void putInto(Values values, EquityCurve curve) {
        putCounts(values, curve);
        putProfits(values);
        putDeviations(values);
        putHoldings(values);
        putCosts(values, curve);
    }

    private void putCounts(Values values, EquityCurve curve) {
        values.put(Metric.TRADES, closed);
        values.put(Metric.OPEN_TRADES, trades - closed);
        values.put(Metric.LONG_TRADES, longs.count);
        values.put(Metric.SHORT_TRADES, shorts.count);
        values.putRatio(Metric.LONG_SHARE, longs.count, closed);
        values.putRatio(Metric.WIN_RATE, won.count, closed);
        values.putRatio(Metric.LOSS_RATE, lost.count, closed);
        values.putRatio(Metric.LONG_WIN_RATE, longs.wins, longs.count);
        values.putRatio(Metric.SHORT_WIN_RATE, shorts.wins, shorts.count);
        if (closed > 0) {
            values.put(Metric.MAX_CONSECUTIVE_WINS, mostWins);
            values.put(Metric.MAX_CONSECUTIVE_LOSSES, mostLosses);
        }
        if (curve.size() > 0) {
            double years =
                    (curve.lastMillis() - curve.startMillis()) / CurveStatistics.MILLIS_PER_YEAR;
            double perDay = closed / (years * DAYS_PER_YEAR);
            values.put(Metric.TRADES_PER_DAY, perDay);
            values.put(Metric.TRADES_PER_WEEK, perDay * DAYS_PER_WEEK);
            values.put(Metric.TRADES_PER_MONTH, closed / (years * MONTHS_PER_YEAR));
        }
    }

    private void putProfits(Values values) {
        values.put(Metric.GROSS_PROFIT, won.profit);
        values.put(Metric.GROSS_LOSS, lost.profit);
        values.put(Metric.LONG_PROFIT, longs.profit);
        values.put(Metric.SHORT_PROFIT, shorts.profit);
        values.putRatio(Metric.PROFIT_FACTOR, won.profit, -lost.profit);
        values.putRatio(Metric.EXPECTANCY, won.profit + lost.profit, closed);
        values.putRatio(Metric.AVERAGE_WIN, won.profit, won.count);
        values.putRatio(Metric.AVERAGE_LOSS, lost.profit, lost.count);
        values.putRatio(Metric.AVERAGE_TRADE_RETURN, all.share, closed);
        values.putRatio(Metric.AVERAGE_WIN_RETURN, won.share, won.count);
        values.putRatio(Metric.AVERAGE_LOSS_RETURN, lost.share, lost.count);
        if (lost.count > 0) {
            double averageLoss = -lost.profit / lost.count;
            values.put(Metric.EXPECTANCY_RATIO, (won.profit + lost.profit) / closed / averageLoss);
            values.put(Metric.SMALLEST_LOSS, lost.greatest);
            if (won.count > 0) {
                values.put(Metric.PAYOFF_RATIO, (won.profit / won.count) / averageLoss);
            }
        }
        if (won.count > 0) {
            values.put(Metric.SMALLEST_WIN, won.least);
        }
        if (closed > 0) {
            values.put(Metric.BEST_TRADE, all.greatest);
            values.put(Metric.WORST_TRADE, all.least);
            values.put(Metric.MEDIAN_PROFIT, median(profits));
            values.put(Metric.MEDIAN_TRADE_RETURN, median(shares));
            values.put(Metric.MAX_CLOSED_DRAWDOWN, closedDrawdown);
        }
    }

    private void putDeviations(Values values) {
        if (closed == 0) {
            return;
        }
        double mean = (won.profit + lost.profit) / closed;
        double squares = 0;
        double fallSquares = 0;
        for (int i = 0; i < closed; i++) {
            squares += (profits[i] - mean) * (profits[i] - mean);
            fallSquares += Math.min(profits[i], 0) * Math.min(profits[i], 0);
        }
        double downside = Math.sqrt(fallSquares / closed);
        values.put(Metric.PROFIT_DOWNSIDE_DEVIATION, downside);
        values.putRatio(Metric.TRADE_SORTINO, mean, downside);
        if (closed > 1) {
            double deviation = Math.sqrt(squares / (closed - 1));
            values.put(Metric.PROFIT_DEVIATION, deviation);
            values.putRatio(Metric.TRADE_SHARPE, mean, deviation);
            values.putRatio(Metric.SYSTEM_QUALITY, mean * Math.sqrt(closed), deviation);
        }
    }

    private void putHoldings(Values values) {
        if (closed > 0) {
            values.put(Metric.AVERAGE_HOLDING_SECONDS, all.seconds / closed);
            values.put(Metric.MEDIAN_HOLDING_SECONDS, median(seconds));
            values.put(Metric.LONGEST_HOLDING_SECONDS, all.longest);
        }
        values.putRatio(Metric.AVERAGE_WIN_SECONDS, won.seconds, won.count);
        values.putRatio(Metric.AVERAGE_LOSS_SECONDS, lost.seconds, lost.count);
    }

    private void putCosts(Values values, EquityCurve curve) {
        values.put(Metric.FEES, fees);
        values.put(Metric.VOLUME, traded);
        values.putRatio(Metric.AVERAGE_STAKE, staked, trades);
        values.putRatio(Metric.FEE_SHARE, fees, beforeFees);
        if (curve.size() > 0) {
            double sum = 0;
            for (int i = 0; i < curve.size(); i++) {
                sum += curve.equity(i);
            }
            values.putRatio(Metric.TURNOVER, traded, sum / curve.size());
        }
    }

    private void add(RoundTrip trade) {
        double profit = trade.pnl().toDouble();
        double fee = trade.fees().toDouble();
        traded += trade.traded().toDouble();
        staked += trade.entry().notional().toDouble();
        fees += fee;
        beforeFees += profit + fee;
        if (trade.isClosed()) {
            addClosed(trade, profit);
        }
    }

    private void addClosed(RoundTrip trade, double profit) {
        double held = trade.holdingTime().map(TradeStatistics::seconds).orElse(0.0);
        double share = profit / trade.entry().notional().toDouble();
        profits[closed] = profit;
        shares[closed] = share;
        seconds[closed] = held;
        closed++;
        int sign = trade.pnl().amount().signum();
        all.add(profit, share, held, sign);
        (trade.side() == PositionSide.LONG ? longs : shorts).add(profit, share, held, sign);
        if (sign != 0) {
            (sign > 0 ? won : lost).add(profit, share, held, sign);
        }
        winsInARow = sign > 0 ? winsInARow + 1 : 0;
        lossesInARow = sign < 0 ? lossesInARow + 1 : 0;
        mostWins = Math.max(mostWins, winsInARow);
        mostLosses = Math.max(mostLosses, lossesInARow);
        closedPeak = Math.max(closedPeak, all.profit);
        closedDrawdown = Math.max(closedDrawdown, closedPeak - all.profit);
    }

    private double median(double[] values) {
        return Sample.of(Arrays.copyOf(values, closed)).median();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    /** Closed trades of one kind. */
    private static final class Group {
        private int count;
        private int wins;
        private double profit;
        private double share;
        private double seconds;
        private double longest;
        private double least = Double.POSITIVE_INFINITY;
        private double greatest = Double.NEGATIVE_INFINITY;

        void add(double oneProfit, double oneShare, double oneSeconds, int sign) {
            count++;
            wins += sign > 0 ? 1 : 0;
            profit += oneProfit;
            share += oneShare;
            seconds += oneSeconds;
            longest = Math.max(longest, oneSeconds);
            least = Math.min(least, oneProfit);
            greatest = Math.max(greatest, oneProfit);
        }
    }
}
