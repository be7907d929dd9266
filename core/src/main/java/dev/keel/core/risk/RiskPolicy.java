package dev.keel.core.risk;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The limits of an account. A limit that is absent is not checked; shares are fractions, 0.02 is
 * two per cent.
 *
 * @param trade what a single order may do
 * @param account what the account as a whole may do
 * @param freshness how old data may be when risk is added
 * @param triggers what follows without a person when a limit is reached
 */
public record RiskPolicy(
        TradeLimits trade, AccountLimits account, Freshness freshness, Triggers triggers) {
    /** With the triggers that every policy begins with. */
    public RiskPolicy(TradeLimits trade, AccountLimits account, Freshness freshness) {
        this(trade, account, freshness, Triggers.DEFAULT);
    }

    /** No limits but the ones of nature: funds, trading rules, kill switches. For research only. */
    public static final RiskPolicy UNLIMITED =
            new RiskPolicy(
                    new TradeLimits(null, null, null, null),
                    new AccountLimits(null, null, null, null, null),
                    new Freshness(null, null, null));

    /** Cautious limits for a new account. */
    public static final RiskPolicy DEFAULT =
            new RiskPolicy(
                    new TradeLimits(
                            new BigDecimal("0.02"),
                            new BigDecimal("0.10"),
                            new BigDecimal("0.005"),
                            new BigDecimal("10")),
                    new AccountLimits(
                            5,
                            new BigDecimal("10"),
                            new BigDecimal("0.05"),
                            new BigDecimal("0.15"),
                            new BigDecimal("0.20")),
                    new Freshness(
                            Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofSeconds(5)));

    /** Whether the marks of equity (day, week, peak) are needed to judge an order. */
    public boolean needsEquityMarks() {
        return account.dailyLoss() != null
                || account.weeklyLoss() != null
                || account.drawdown() != null;
    }

    /**
     * Limits of one order.
     *
     * @param riskPerTrade loss at the stop as a share of equity; an order without a stop is judged
     *     by its size
     * @param positionSize notional held of one instrument as a share of equity
     * @param slippage distance of the market from the expected price as a share of it
     * @param liquidityRatio the last bar's volume as a multiple of the quantity, at least; unknown
     *     volume passes
     */
    public record TradeLimits(
            @Nullable BigDecimal riskPerTrade,
            @Nullable BigDecimal positionSize,
            @Nullable BigDecimal slippage,
            @Nullable BigDecimal liquidityRatio) {
        public TradeLimits {
            requirePositive("riskPerTrade", riskPerTrade);
            requirePositive("positionSize", positionSize);
            requirePositive("slippage", slippage);
            requirePositive("liquidityRatio", liquidityRatio);
        }
    }

    /**
     * Limits of the account.
     *
     * @param openPositions how many instruments may be held at once
     * @param leverage gross exposure as a multiple of equity
     * @param dailyLoss fall of equity since the UTC day began, as a share of what it was then
     * @param weeklyLoss the same since the UTC week began on Monday
     * @param drawdown fall of equity from its peak, as a share of the peak
     */
    public record AccountLimits(
            @Nullable Integer openPositions,
            @Nullable BigDecimal leverage,
            @Nullable BigDecimal dailyLoss,
            @Nullable BigDecimal weeklyLoss,
            @Nullable BigDecimal drawdown) {
        public AccountLimits {
            if (openPositions != null && openPositions < 1) {
                throw new IllegalArgumentException(
                        "openPositions must be at least 1, was " + openPositions);
            }
            requirePositive("leverage", leverage);
            requirePositive("dailyLoss", dailyLoss);
            requirePositive("weeklyLoss", weeklyLoss);
            requirePositive("drawdown", drawdown);
        }
    }

    /**
     * How old data may be, and how new a repetition.
     *
     * @param priceAge since the last price was true at its source
     * @param balanceAge since the venue last confirmed the balance
     * @param duplicateWindow since a client asked for the very same order under another key
     */
    public record Freshness(
            @Nullable Duration priceAge,
            @Nullable Duration balanceAge,
            @Nullable Duration duplicateWindow) {
        public Freshness {
            requirePositive("priceAge", priceAge);
            requirePositive("balanceAge", balanceAge);
            requirePositive("duplicateWindow", duplicateWindow);
        }

        private static void requirePositive(String name, @Nullable Duration value) {
            if (value != null && !value.isPositive()) {
                throw new IllegalArgumentException(name + " must be above 0, was " + value);
            }
        }
    }

    /**
     * What follows without a person. Switches that are thrown here are armed again by a person
     * alone, and are thrown again as long as the limit is reached.
     *
     * @param loss how far the account stops when a loss limit is reached; null: orders are refused,
     *     and that is all
     * @param slippage how far an instrument stops when a market order has traded beyond the
     *     slippage limit; null: it does not
     * @param staleMultiple an instrument that is held stops when its price is this many times older
     *     than it may be; null: it does not
     * @param nakedTime how long a position may be without the stop it should have before it is
     *     given one; after twice the time it is closed. Null: it is only reported
     */
    public record Triggers(
            @Nullable Response loss,
            @Nullable Response slippage,
            @Nullable Integer staleMultiple,
            @Nullable Duration nakedTime) {
        public static final Triggers DEFAULT =
                new Triggers(Response.NO_NEW, Response.NO_NEW, 5, Duration.ofSeconds(30));

        public Triggers {
            if (staleMultiple != null && staleMultiple < 1) {
                throw new IllegalArgumentException(
                        "staleMultiple must be at least 1, was " + staleMultiple);
            }
            if (nakedTime != null && !nakedTime.isPositive()) {
                throw new IllegalArgumentException("nakedTime must be above 0, was " + nakedTime);
            }
        }
    }

    private static void requirePositive(String name, @Nullable BigDecimal value) {
        if (value != null && value.signum() <= 0) {
            throw new IllegalArgumentException(name + " must be above 0, was " + value);
        }
    }
}
