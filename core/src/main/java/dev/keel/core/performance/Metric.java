package dev.keel.core.performance;

/**
 * The figures that describe performance.
 *
 * <p>In the formulas E(0) is the starting capital, E(1) to E(n) equity at the close of each bar,
 * P(i) the greatest of E(0) to E(i), r(i) = E(i) / E(i-1) - 1, <i>years</i> the time from the first
 * bar's open to the last one's close in years of 365.25 days, and a trade's profit what is left
 * after its fees. Trades are {@linkplain RoundTrip round trips}; unless said otherwise those that
 * are closed. The sources of the formulas are named in {@code docs/metrics.md}.
 */
public enum Metric {
    /** E(n) / E(0) - 1. */
    TOTAL_RETURN(Section.RETURN, "totalReturn", "Total return", Unit.FRACTION, "there are no bars"),

    /**
     * Last close / first open - 1: what holding the instrument would have brought, without fees.
     */
    MARKET_RETURN(
            Section.RETURN,
            "marketReturn",
            "Market return",
            Unit.FRACTION,
            "there are no bars, or several instruments"),

    /** (E(n) / E(0)) ^ (1 / years) - 1; less than 30 days are not blown up to a year. */
    CAGR(
            Section.RETURN,
            "cagr",
            "Annual growth (CAGR)",
            Unit.FRACTION,
            "the bars span less than 30 days, or equity ended below 0"),

    /** n / years: what annual figures are scaled with. */
    BARS_PER_YEAR(Section.RETURN, "barsPerYear", "Bars per year", Unit.NUMBER, "there are no bars"),

    /** E(0). */
    START_EQUITY(
            Section.RETURN, "startEquity", "Equity at the start", Unit.MONEY, "there are no bars"),

    /** E(n). */
    FINAL_EQUITY(
            Section.RETURN, "finalEquity", "Equity at the end", Unit.MONEY, "there are no bars"),

    /** E(n) - E(0). */
    NET_PROFIT(Section.RETURN, "netProfit", "Net profit", Unit.MONEY, "there are no bars"),

    /** Least of E(0) to E(n). */
    MIN_EQUITY(Section.RETURN, "minEquity", "Least equity", Unit.MONEY, "there are no bars"),

    /** Greatest of E(0) to E(n). */
    MAX_EQUITY(Section.RETURN, "maxEquity", "Greatest equity", Unit.MONEY, "there are no bars"),

    /** stdev(r) x sqrt(barsPerYear), n - 1 in the denominator. */
    VOLATILITY(
            Section.RISK,
            "volatility",
            "Volatility, annual",
            Unit.FRACTION,
            "there are fewer than two bars, or equity was 0 or below"),

    /** volatility squared. */
    VARIANCE(
            Section.RISK,
            "variance",
            "Variance, annual",
            Unit.RATIO,
            "there are fewer than two bars, or equity was 0 or below"),

    /** sqrt(mean(min(r, 0)^2)) x sqrt(barsPerYear), mean over all bars. */
    DOWNSIDE_DEVIATION(
            Section.RISK,
            "downsideDeviation",
            "Downside deviation, annual",
            Unit.FRACTION,
            "there are fewer than two bars, or equity was 0 or below"),

    /** mean(r) / stdev(r) x sqrt(barsPerYear), riskless rate 0. */
    SHARPE(Section.RISK, "sharpe", "Sharpe ratio", Unit.RATIO, "volatility is absent or 0"),

    /** mean(r) / sqrt(mean(min(r, 0)^2)) x sqrt(barsPerYear), mean over all bars. */
    SORTINO(
            Section.RISK,
            "sortino",
            "Sortino ratio",
            Unit.RATIO,
            "volatility is absent, or no bar lost"),

    /** cagr / maxDrawdown. */
    CALMAR(
            Section.RISK,
            "calmar",
            "Calmar ratio",
            Unit.RATIO,
            "cagr is absent, or there was no drawdown"),

    /** Greatest (P(i) - E(i)) / P(i), P(i) the greatest of E(0) to E(i). */
    MAX_DRAWDOWN(
            Section.RISK, "maxDrawdown", "Greatest drawdown", Unit.FRACTION, "there are no bars"),

    /** Greatest P(i) - E(i); not always the same fall as maxDrawdown. */
    MAX_DRAWDOWN_MONEY(
            Section.RISK,
            "maxDrawdownMoney",
            "Greatest drawdown in money",
            Unit.MONEY,
            "there are no bars"),

    /** Longest time from a peak to the first close at or above it, or to the end. */
    MAX_DRAWDOWN_SECONDS(
            Section.RISK,
            "maxDrawdownSeconds",
            "Longest drawdown",
            Unit.SECONDS,
            "there are no bars"),

    /**
     * Time from the lowest close of the greatest drawdown to the first close at or above its peak.
     */
    RECOVERY_SECONDS(
            Section.RISK,
            "recoverySeconds",
            "Recovery from the greatest drawdown",
            Unit.SECONDS,
            "there was no drawdown, or the greatest was not made good"),

    /** netProfit / maxDrawdownMoney. */
    RECOVERY_FACTOR(
            Section.RISK,
            "recoveryFactor",
            "Profit / greatest drawdown",
            Unit.RATIO,
            "there was no drawdown"),

    /** sqrt(mean(((P(i) - E(i)) / P(i))^2)). */
    ULCER_INDEX(Section.RISK, "ulcerIndex", "Ulcer index", Unit.FRACTION, "there are no bars"),

    /** Bars at whose close a position was open / n. */
    EXPOSURE(Section.RISK, "exposure", "Time in the market", Unit.FRACTION, "there are no bars"),

    /** mean(r). */
    MEAN_RETURN(
            Section.DISTRIBUTION,
            "meanReturn",
            "Mean return of a bar",
            Unit.FRACTION,
            "there are fewer than two bars, or equity was 0 or below"),

    /** Mean of the r above 0. */
    AVERAGE_GAIN(
            Section.DISTRIBUTION,
            "averageGain",
            "Mean of the bars that gained",
            Unit.FRACTION,
            "no bar gained, or equity was 0 or below"),

    /** Mean of the r below 0. */
    AVERAGE_FALL(
            Section.DISTRIBUTION,
            "averageFall",
            "Mean of the bars that fell",
            Unit.FRACTION,
            "no bar fell, or equity was 0 or below"),

    /** mean(r) / stdev(r), not annual. */
    RISK_RETURN_RATIO(
            Section.DISTRIBUTION,
            "riskReturnRatio",
            "Mean / deviation of a bar",
            Unit.RATIO,
            "volatility is absent or 0"),

    /** mean((r - mean(r))^3) / s^3, s the deviation with n in the denominator. */
    SKEWNESS(Section.DISTRIBUTION, "skewness", "Skewness", Unit.RATIO, "volatility is absent or 0"),

    /** mean((r - mean(r))^4) / s^4. */
    KURTOSIS(
            Section.DISTRIBUTION,
            "kurtosis",
            "Kurtosis (normal: 3)",
            Unit.RATIO,
            "volatility is absent or 0"),

    /** Greatest r. */
    BEST_BAR(
            Section.DISTRIBUTION,
            "bestBar",
            "Best bar",
            Unit.FRACTION,
            "there are fewer than two bars, or equity was 0 or below"),

    /** Least r. */
    WORST_BAR(
            Section.DISTRIBUTION,
            "worstBar",
            "Worst bar",
            Unit.FRACTION,
            "there are fewer than two bars, or equity was 0 or below"),

    /**
     * The 5 % quantile of r without its sign, 0 if it is a gain: what a bar loses at most in 95 of
     * 100 cases.
     */
    VAR_95(
            Section.DISTRIBUTION,
            "valueAtRisk95",
            "Value at risk of a bar, 95 %",
            Unit.FRACTION,
            "there are fewer than two bars, or equity was 0 or below"),

    /** The same with the 1 % quantile. */
    VAR_99(
            Section.DISTRIBUTION,
            "valueAtRisk99",
            "Value at risk of a bar, 99 %",
            Unit.FRACTION,
            "there are fewer than two bars, or equity was 0 or below"),

    /** Mean of the r at or below their 5 % quantile without its sign, 0 if it is a gain. */
    CVAR_95(
            Section.DISTRIBUTION,
            "conditionalValueAtRisk95",
            "Expected shortfall of a bar, 95 %",
            Unit.FRACTION,
            "there are fewer than two bars, or equity was 0 or below"),

    /** Sum of the r above 0 / sum of the r below 0 without its sign. */
    OMEGA(
            Section.DISTRIBUTION,
            "omega",
            "Omega ratio",
            Unit.RATIO,
            "no bar fell, or equity was 0 or below"),

    /** sum(r) / (ulcerIndex x p), p = (mean of the greatest 5 % of all drawdowns) / stdev(r). */
    SERENITY(
            Section.DISTRIBUTION,
            "serenity",
            "Serenity ratio",
            Unit.RATIO,
            "volatility is absent or 0, or there was no drawdown"),

    /**
     * Squared correlation of ln E(i) with i: 1 is a straight line on a logarithmic chart, up or
     * down.
     */
    EQUITY_R2(
            Section.DISTRIBUTION,
            "equityR2",
            "Straightness of growth (R squared)",
            Unit.RATIO,
            "there are fewer than three bars, equity was 0 or below, or never changed"),

    /**
     * Phi(S sqrt(n - 1) / sqrt(1 - skewness S + (kurtosis - 1) / 4 S^2)), S = mean(r) / stdev(r).
     */
    PROBABILISTIC_SHARPE(
            Section.DISTRIBUTION,
            "probabilisticSharpe",
            "Probability of a Sharpe ratio above 0",
            Unit.FRACTION,
            "volatility is absent or 0"),

    /** Number of UTC days in which a bar closed. */
    DAYS(Section.DAYS, "days", "Days with bars", Unit.COUNT, "never"),

    /** Greatest change of equity from the end of a day to the end of the next. */
    BEST_DAY(Section.DAYS, "bestDay", "Best day", Unit.MONEY, "there are no bars"),

    /** Least such change. */
    WORST_DAY(Section.DAYS, "worstDay", "Worst day", Unit.MONEY, "there are no bars"),

    /** Days on which equity rose. */
    DAYS_WON(Section.DAYS, "daysWon", "Days that gained", Unit.COUNT, "never"),

    /** Days on which equity ended as it began. */
    DAYS_EVEN(Section.DAYS, "daysEven", "Days without change", Unit.COUNT, "never"),

    /** Days on which equity fell. */
    DAYS_LOST(Section.DAYS, "daysLost", "Days that lost", Unit.COUNT, "never"),

    /** cov(r, m) / var(m), m(i) = close(i) / close(i-1) - 1, the first from the first open. */
    BETA(
            Section.MARKET,
            "beta",
            "Beta",
            Unit.RATIO,
            "there are several instruments, fewer than two bars, or equity was 0 or below, or the market never moved"),

    /** (mean(r) - beta x mean(m)) x barsPerYear, riskless rate 0. */
    ALPHA(Section.MARKET, "alpha", "Alpha, annual", Unit.FRACTION, "beta is absent"),

    /** cov(r, m) / (stdev(r) stdev(m)). */
    MARKET_CORRELATION(
            Section.MARKET,
            "marketCorrelation",
            "Correlation with the market",
            Unit.RATIO,
            "beta is absent, or volatility is 0"),

    /** stdev(r - m) x sqrt(barsPerYear). */
    TRACKING_ERROR(
            Section.MARKET,
            "trackingError",
            "Tracking error, annual",
            Unit.FRACTION,
            "there are several instruments, fewer than two bars, or equity was 0 or below"),

    /** mean(r - m) / stdev(r - m) x sqrt(barsPerYear). */
    INFORMATION_RATIO(
            Section.MARKET,
            "informationRatio",
            "Information ratio",
            Unit.RATIO,
            "trackingError is absent or 0"),

    /** mean(r) x barsPerYear / beta. */
    TREYNOR(Section.MARKET, "treynor", "Treynor ratio", Unit.RATIO, "beta is absent or 0"),

    /** Number of closed trades. */
    TRADES(Section.TRADES, "trades", "Trades, closed", Unit.COUNT, "never"),

    /** Number of trades still open at the end. */
    OPEN_TRADES(Section.TRADES, "openTrades", "Trades, still open", Unit.COUNT, "never"),

    /** Closed trades that bought first. */
    LONG_TRADES(Section.TRADES, "longTrades", "Trades, long", Unit.COUNT, "never"),

    /** Closed trades that sold first. */
    SHORT_TRADES(Section.TRADES, "shortTrades", "Trades, short", Unit.COUNT, "never"),

    /** longTrades / trades. */
    LONG_SHARE(
            Section.TRADES,
            "longShare",
            "Share of long trades",
            Unit.FRACTION,
            "no trade was closed"),

    /** trades / (years x 365.25). */
    TRADES_PER_DAY(
            Section.TRADES, "tradesPerDay", "Trades per day", Unit.RATIO, "there are no bars"),

    /** 7 x tradesPerDay. */
    TRADES_PER_WEEK(
            Section.TRADES, "tradesPerWeek", "Trades per week", Unit.RATIO, "there are no bars"),

    /** trades / (years x 12). */
    TRADES_PER_MONTH(
            Section.TRADES, "tradesPerMonth", "Trades per month", Unit.RATIO, "there are no bars"),

    /** Trades with a profit above 0 / trades. */
    WIN_RATE(Section.TRADES, "winRate", "Win rate", Unit.FRACTION, "no trade was closed"),

    /** Trades with a profit below 0 / trades. */
    LOSS_RATE(Section.TRADES, "lossRate", "Loss rate", Unit.FRACTION, "no trade was closed"),

    /** Long trades with a profit above 0 / longTrades. */
    LONG_WIN_RATE(
            Section.TRADES,
            "longWinRate",
            "Win rate, long",
            Unit.FRACTION,
            "no long trade was closed"),

    /** Short trades with a profit above 0 / shortTrades. */
    SHORT_WIN_RATE(
            Section.TRADES,
            "shortWinRate",
            "Win rate, short",
            Unit.FRACTION,
            "no short trade was closed"),

    /** Longest run of trades that won, in the order of their entries. */
    MAX_CONSECUTIVE_WINS(
            Section.TRADES,
            "maxConsecutiveWins",
            "Longest run of wins",
            Unit.COUNT,
            "no trade was closed"),

    /** Longest run of trades that lost. */
    MAX_CONSECUTIVE_LOSSES(
            Section.TRADES,
            "maxConsecutiveLosses",
            "Longest run of losses",
            Unit.COUNT,
            "no trade was closed"),

    /** Sum of the profits of trades that won. */
    GROSS_PROFIT(Section.PROFIT, "grossProfit", "Sum of profits", Unit.MONEY, "never"),

    /** Sum of the losses of trades that lost, 0 or below. */
    GROSS_LOSS(Section.PROFIT, "grossLoss", "Sum of losses", Unit.MONEY, "never"),

    /** Sum of profits and losses of long trades. */
    LONG_PROFIT(Section.PROFIT, "longProfit", "Profit, long", Unit.MONEY, "never"),

    /** Sum of profits and losses of short trades. */
    SHORT_PROFIT(Section.PROFIT, "shortProfit", "Profit, short", Unit.MONEY, "never"),

    /** Sum of profits / sum of losses without their sign. */
    PROFIT_FACTOR(
            Section.PROFIT, "profitFactor", "Profit factor", Unit.RATIO, "no closed trade lost"),

    /** Mean profit or loss of a trade. */
    EXPECTANCY(
            Section.PROFIT,
            "expectancy",
            "Expectancy per trade",
            Unit.MONEY,
            "no trade was closed"),

    /** expectancy / -averageLoss: what a trade brings for each unit at risk. */
    EXPECTANCY_RATIO(
            Section.PROFIT,
            "expectancyRatio",
            "Expectancy / average loss",
            Unit.RATIO,
            "no closed trade lost"),

    /** Median profit or loss of a trade. */
    MEDIAN_PROFIT(
            Section.PROFIT,
            "medianProfit",
            "Median profit of a trade",
            Unit.MONEY,
            "no trade was closed"),

    /** Mean profit of the trades that won. */
    AVERAGE_WIN(Section.PROFIT, "averageWin", "Average win", Unit.MONEY, "no closed trade won"),

    /** Mean loss of the trades that lost, below 0. */
    AVERAGE_LOSS(Section.PROFIT, "averageLoss", "Average loss", Unit.MONEY, "no closed trade lost"),

    /** averageWin / -averageLoss. */
    PAYOFF_RATIO(
            Section.PROFIT,
            "payoffRatio",
            "Average win / average loss",
            Unit.RATIO,
            "one of the two is absent"),

    /** Greatest profit of a trade. */
    BEST_TRADE(Section.PROFIT, "bestTrade", "Best trade", Unit.MONEY, "no trade was closed"),

    /** Greatest loss of a trade. */
    WORST_TRADE(Section.PROFIT, "worstTrade", "Worst trade", Unit.MONEY, "no trade was closed"),

    /** Least profit of the trades that won. */
    SMALLEST_WIN(Section.PROFIT, "smallestWin", "Smallest win", Unit.MONEY, "no closed trade won"),

    /** Least loss of the trades that lost, below 0. */
    SMALLEST_LOSS(
            Section.PROFIT, "smallestLoss", "Smallest loss", Unit.MONEY, "no closed trade lost"),

    /** Mean of t, t = profit / notional of the entry. */
    AVERAGE_TRADE_RETURN(
            Section.PROFIT,
            "averageTradeReturn",
            "Average return of a trade",
            Unit.FRACTION,
            "no trade was closed"),

    /** Median of t. */
    MEDIAN_TRADE_RETURN(
            Section.PROFIT,
            "medianTradeReturn",
            "Median return of a trade",
            Unit.FRACTION,
            "no trade was closed"),

    /** Mean of t over the trades that won. */
    AVERAGE_WIN_RETURN(
            Section.PROFIT,
            "averageWinReturn",
            "Average return of the wins",
            Unit.FRACTION,
            "no closed trade won"),

    /** Mean of t over the trades that lost. */
    AVERAGE_LOSS_RETURN(
            Section.PROFIT,
            "averageLossReturn",
            "Average return of the losses",
            Unit.FRACTION,
            "no closed trade lost"),

    /** Stdev of profits, trades - 1 in the denominator. */
    PROFIT_DEVIATION(
            Section.PROFIT,
            "profitDeviation",
            "Deviation of profits",
            Unit.MONEY,
            "fewer than two trades were closed"),

    /** sqrt(mean(min(profit, 0)^2)), mean over all trades. */
    PROFIT_DOWNSIDE_DEVIATION(
            Section.PROFIT,
            "profitDownsideDeviation",
            "Downside deviation of profits",
            Unit.MONEY,
            "no trade was closed"),

    /** expectancy / profitDeviation, not annual. */
    TRADE_SHARPE(
            Section.PROFIT,
            "tradeSharpe",
            "Sharpe ratio of trades",
            Unit.RATIO,
            "profitDeviation is absent or 0"),

    /** expectancy / profitDownsideDeviation, not annual. */
    TRADE_SORTINO(
            Section.PROFIT,
            "tradeSortino",
            "Sortino ratio of trades",
            Unit.RATIO,
            "no closed trade lost"),

    /** tradeSharpe x sqrt(trades). */
    SYSTEM_QUALITY(
            Section.PROFIT,
            "systemQuality",
            "System quality number (SQN)",
            Unit.RATIO,
            "profitDeviation is absent or 0"),

    /**
     * Greatest fall of the sum of closed profits below its highest so far, 0 included, in the order
     * of entries.
     */
    MAX_CLOSED_DRAWDOWN(
            Section.PROFIT,
            "maxClosedDrawdown",
            "Greatest fall of closed profit",
            Unit.MONEY,
            "no trade was closed"),

    /** Mean time from a trade's first fill to its last. */
    AVERAGE_HOLDING_SECONDS(
            Section.HOLDING,
            "averageHoldingSeconds",
            "Average holding time",
            Unit.SECONDS,
            "no trade was closed"),

    /** Median of that time. */
    MEDIAN_HOLDING_SECONDS(
            Section.HOLDING,
            "medianHoldingSeconds",
            "Median holding time",
            Unit.SECONDS,
            "no trade was closed"),

    /** Greatest of that time. */
    LONGEST_HOLDING_SECONDS(
            Section.HOLDING,
            "longestHoldingSeconds",
            "Longest holding time",
            Unit.SECONDS,
            "no trade was closed"),

    /** Mean of that time over the trades that won. */
    AVERAGE_WIN_SECONDS(
            Section.HOLDING,
            "averageWinSeconds",
            "Average holding time of wins",
            Unit.SECONDS,
            "no closed trade won"),

    /** Mean of that time over the trades that lost. */
    AVERAGE_LOSS_SECONDS(
            Section.HOLDING,
            "averageLossSeconds",
            "Average holding time of losses",
            Unit.SECONDS,
            "no closed trade lost"),

    /**
     * Mean of a: how far the price went against a trade at most, entry price to the worst price of
     * its bars, x entry quantity; 0 or above.
     */
    AVERAGE_ADVERSE_EXCURSION(
            Section.EXCURSION,
            "averageAdverseExcursion",
            "Average adverse excursion (MAE)",
            Unit.MONEY,
            "no trade was closed, or there are several instruments"),

    /** Greatest a. */
    MAX_ADVERSE_EXCURSION(
            Section.EXCURSION,
            "maxAdverseExcursion",
            "Greatest adverse excursion",
            Unit.MONEY,
            "averageAdverseExcursion is absent"),

    /** Mean of f: the same in favour of the trade. */
    AVERAGE_FAVOURABLE_EXCURSION(
            Section.EXCURSION,
            "averageFavourableExcursion",
            "Average favourable excursion (MFE)",
            Unit.MONEY,
            "averageAdverseExcursion is absent"),

    /** Greatest f. */
    MAX_FAVOURABLE_EXCURSION(
            Section.EXCURSION,
            "maxFavourableExcursion",
            "Greatest favourable excursion",
            Unit.MONEY,
            "averageAdverseExcursion is absent"),

    /** Mean of f - (profit + fees): what a trade had at its best and did not keep. */
    AVERAGE_END_TRADE_DRAWDOWN(
            Section.EXCURSION,
            "averageEndTradeDrawdown",
            "Average profit given back",
            Unit.MONEY,
            "averageAdverseExcursion is absent"),

    /** Notional of all fills, open trades included / mean of E(1) to E(n). */
    TURNOVER(
            Section.COST,
            "turnover",
            "Turnover",
            Unit.RATIO,
            "there are no bars, or mean equity is not above 0"),

    /** Notional of all fills, open trades included. */
    VOLUME(Section.COST, "volume", "Volume traded", Unit.MONEY, "never"),

    /** Mean notional of the entries, open trades included. */
    AVERAGE_STAKE(Section.COST, "averageStake", "Average stake", Unit.MONEY, "there are no trades"),

    /** Sum of all fees, open trades included, rebates subtracted. */
    FEES(Section.COST, "fees", "Fees", Unit.MONEY, "never"),

    /** fees / sum of (profit + fees) over all trades, where that sum is above 0. */
    FEE_SHARE(
            Section.COST,
            "feeShare",
            "Fees / sum of profits before fees",
            Unit.FRACTION,
            "trades brought no profit before fees");

    private final Section section;
    private final String key;
    private final String label;
    private final Unit unit;
    private final String absentWhen;

    Metric(Section section, String key, String label, Unit unit, String absentWhen) {
        this.section = section;
        this.key = key;
        this.label = label;
        this.unit = unit;
        this.absentWhen = absentWhen;
    }

    /** What a figure counts. */
    public enum Unit {
        /** 0.01 is one per cent. */
        FRACTION,
        RATIO,
        NUMBER,
        /** A whole number. */
        COUNT,
        /** The account's currency. */
        MONEY,
        SECONDS
    }

    /** What belongs together for people. */
    public enum Section {
        RETURN("Return"),
        RISK("Risk"),
        DISTRIBUTION("Returns of single bars"),
        DAYS("Days"),
        MARKET("Beside the market"),
        TRADES("Trades"),
        PROFIT("Profit of trades"),
        HOLDING("Holding times"),
        EXCURSION("Within trades"),
        COST("Turnover and costs");

        private final String label;

        Section(String label) {
            this.label = label;
        }

        /** The name for people. */
        public String label() {
            return label;
        }
    }

    /** The name in JSON, in lower camel case. */
    public String key() {
        return key;
    }

    /** The name for people. */
    public String label() {
        return label;
    }

    public Section section() {
        return section;
    }

    public Unit unit() {
        return unit;
    }

    /**
     * When there is no such figure, in words that follow "absent if"; "never" if there always is.
     */
    public String absentWhen() {
        return absentWhen;
    }
}
