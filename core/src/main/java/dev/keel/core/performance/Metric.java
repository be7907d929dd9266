package dev.keel.core.performance;

/**
 * The figures that describe performance.
 *
 * <p>In the formulas E(0) is the starting capital, E(1) to E(n) equity at the close of each bar,
 * r(i) = E(i) / E(i-1) - 1, <i>years</i> the time from the first bar's open to the last one's close
 * in years of 365.25 days, and a trade's profit what is left after its fees. Trades are {@linkplain
 * RoundTrip round trips}; unless said otherwise those that are closed.
 */
public enum Metric {
    /** {@code E(n) / E(0) - 1}. */
    TOTAL_RETURN("totalReturn", "Total return", Unit.FRACTION, "there are no bars"),

    /**
     * Last close / first open - 1 of the instrument: what holding it would have brought, without
     * fees.
     */
    MARKET_RETURN(
            "marketReturn",
            "Market return",
            Unit.FRACTION,
            "there are no bars, or several instruments"),

    /**
     * {@code (E(n) / E(0)) ^ (1 / years) - 1}.
     *
     * <p>Less than 30 days are not blown up to a year.
     */
    CAGR(
            "cagr",
            "Annual growth (CAGR)",
            Unit.FRACTION,
            "the bars span less than 30 days, or equity ended below 0"),

    /**
     * {@code n / years}: what annual figures are scaled with. The bars are counted, so that
     * weekends and gaps are where the data have them.
     */
    BARS_PER_YEAR("barsPerYear", "Bars per year", Unit.NUMBER, "there are no bars"),

    /** {@code stdev(r) x sqrt(barsPerYear)}, with n - 1 in the denominator. */
    VOLATILITY(
            "volatility",
            "Volatility, annual",
            Unit.FRACTION,
            "there are fewer than two bars, or equity was 0 or below"),

    /**
     * {@code mean(r) / stdev(r) x sqrt(barsPerYear)}, the riskless rate taken as 0.
     *
     * <p>Reference: W. F. Sharpe, "The Sharpe Ratio", Journal of Portfolio Management 21 (1994).
     */
    SHARPE("sharpe", "Sharpe ratio", Unit.RATIO, "volatility is absent or 0"),

    /**
     * {@code mean(r) / sqrt(mean(min(r, 0)^2)) x sqrt(barsPerYear)}: only falls count as risk, the
     * mean of their squares is taken over all bars.
     *
     * <p>Reference: F. A. Sortino, L. N. Price, "Performance Measurement in a Downside Risk
     * Framework", Journal of Investing 3 (1994), with a target of 0.
     */
    SORTINO("sortino", "Sortino ratio", Unit.RATIO, "volatility is absent, or no bar lost"),

    /**
     * {@code cagr / maxDrawdown}.
     *
     * <p>Reference: T. W. Young, "Calmar Ratio: A Smoother Tool", Futures 20 (1991); over the whole
     * time instead of 36 months.
     */
    CALMAR("calmar", "Calmar ratio", Unit.RATIO, "cagr is absent, or there was no drawdown"),

    /** The greatest {@code (P(i) - E(i)) / P(i)}, where P(i) is the greatest of E(0) to E(i). */
    MAX_DRAWDOWN("maxDrawdown", "Greatest drawdown", Unit.FRACTION, "there are no bars"),

    /**
     * The longest time from a peak of equity to the first close at or above it, or to the end if
     * there is none. Peaks are closes, or the first bar's open.
     */
    MAX_DRAWDOWN_SECONDS(
            "maxDrawdownSeconds", "Longest drawdown", Unit.SECONDS, "there are no bars"),

    /** Bars at whose close a position was open / n. */
    EXPOSURE("exposure", "Time in the market", Unit.FRACTION, "there are no bars"),

    /** The number of trades that are closed. */
    TRADES("trades", "Trades, closed", Unit.COUNT, "never"),

    /** The number of trades that are still open at the end. */
    OPEN_TRADES("openTrades", "Trades, still open", Unit.COUNT, "never"),

    /** Trades with a profit above 0 / trades. */
    WIN_RATE("winRate", "Win rate", Unit.FRACTION, "no trade was closed"),

    /** The sum of all profits / the sum of all losses without their sign. */
    PROFIT_FACTOR("profitFactor", "Profit factor", Unit.RATIO, "no closed trade lost"),

    /** The mean profit or loss of a trade. */
    EXPECTANCY("expectancy", "Expectancy per trade", Unit.MONEY, "no trade was closed"),

    /** The mean profit of the trades that won. */
    AVERAGE_WIN("averageWin", "Average win", Unit.MONEY, "no closed trade won"),

    /** The mean loss of the trades that lost, below 0. */
    AVERAGE_LOSS("averageLoss", "Average loss", Unit.MONEY, "no closed trade lost"),

    /** {@code averageWin / -averageLoss}. */
    PAYOFF_RATIO(
            "payoffRatio", "Average win / average loss", Unit.RATIO, "one of the two is absent"),

    /** The greatest profit of a trade; the least loss if all lost. */
    BEST_TRADE("bestTrade", "Best trade", Unit.MONEY, "no trade was closed"),

    /** The greatest loss of a trade; the least profit if all won. */
    WORST_TRADE("worstTrade", "Worst trade", Unit.MONEY, "no trade was closed"),

    /** The longest run of trades that won, in the order in which they were opened. */
    MAX_CONSECUTIVE_WINS(
            "maxConsecutiveWins", "Longest run of wins", Unit.COUNT, "no trade was closed"),

    /** The longest run of trades that lost; a trade that ended at 0 ends a run of either kind. */
    MAX_CONSECUTIVE_LOSSES(
            "maxConsecutiveLosses", "Longest run of losses", Unit.COUNT, "no trade was closed"),

    /** The mean time from a trade's first fill to its last. */
    AVERAGE_HOLDING_SECONDS(
            "averageHoldingSeconds", "Average holding time", Unit.SECONDS, "no trade was closed"),

    /** The notional of all fills, open trades included / mean of E(1) to E(n). */
    TURNOVER(
            "turnover", "Turnover", Unit.RATIO, "there are no bars, or mean equity is not above 0"),

    /** The sum of all fees, open trades included, rebates subtracted. */
    FEES("fees", "Fees", Unit.MONEY, "never");

    private final String key;
    private final String label;
    private final Unit unit;
    private final String absentWhen;

    Metric(String key, String label, Unit unit, String absentWhen) {
        this.key = key;
        this.label = label;
        this.unit = unit;
        this.absentWhen = absentWhen;
    }

    /** What a figure is counted in. */
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

    /** The name in JSON, in lower camel case. */
    public String key() {
        return key;
    }

    /** The name for people. */
    public String label() {
        return label;
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
