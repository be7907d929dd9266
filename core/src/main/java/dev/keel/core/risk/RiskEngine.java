package dev.keel.core.risk;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges proposals by a policy. Stateless and pure; every limit is looked at, none hides another.
 */
public final class RiskEngine {
    private RiskEngine() {}

    /** Returns every limit that the proposal would breach; empty means that it may be sent. */
    public static List<Violation> judge(
            RiskPolicy policy, Proposal proposal, Exposure exposure, Instant now) {
        Checklist list = new Checklist(Checklist.Tracing.VIOLATIONS);
        judge(policy, proposal, exposure, now, list);
        return list.violations();
    }

    /** Holds a proposal against every limit of the policy. */
    public static void judge(
            RiskPolicy policy, Proposal proposal, Exposure exposure, Instant now, Checklist list) {
        checkFunds(proposal, exposure, list);
        checkTrade(policy.trade(), proposal, exposure, list);
        checkAccount(policy.account(), proposal, exposure, list);
        checkFreshness(policy.freshness(), proposal, now, list);
    }

    /**
     * Holds what was lost since the day and the week began and since the peak against its limits.
     */
    public static void checkLosses(
            RiskPolicy.AccountLimits limits, EquityMarks marks, Money equity, Checklist list) {
        requireLossBelow(
                RefusalReason.DAILY_LOSS, limits.dailyLoss(), marks.dayOpen(), equity, list);
        requireLossBelow(
                RefusalReason.WEEKLY_LOSS, limits.weeklyLoss(), marks.weekOpen(), equity, list);
        requireLossBelow(RefusalReason.DRAWDOWN, limits.drawdown(), marks.peak(), equity, list);
    }

    /** Holds a price against the one that was expected; only a move against the order counts. */
    public static void checkSlippage(
            BigDecimal limit, Side side, Price expected, Price price, Checklist list) {
        boolean against = side == Side.BUY ? price.isAbove(expected) : price.isBelow(expected);
        BigDecimal moved =
                price.distanceTo(expected).divide(expected.value(), 18, RoundingMode.HALF_EVEN);
        boolean passed = !against || moved.compareTo(limit) <= 0;
        if (list.keeps(passed)) {
            list.add(
                    RefusalReason.SLIPPAGE,
                    passed,
                    plain(limit) + " of the expected price " + expected,
                    short6(moved) + ", market " + price);
        }
    }

    private static void checkFunds(Proposal proposal, Exposure exposure, Checklist list) {
        if (proposal.instrument().kind() == InstrumentKind.SPOT) {
            Money notional = proposal.cost();
            Money needed =
                    notional.plus(
                            proposal.instrument()
                                    .fee(notional, proposal.instrument().fees().taker()));
            Money free = exposure.freeCash();
            boolean passed = !needed.isGreaterThan(free);
            if (list.keeps(passed)) {
                list.add(
                        RefusalReason.INSUFFICIENT_FUNDS,
                        passed,
                        free + " free cash",
                        needed + " needed, fee included");
            }
        } else {
            Money equity = exposure.equity();
            boolean passed = equity.isPositive();
            if (list.keeps(passed)) {
                list.add(
                        RefusalReason.INSUFFICIENT_FUNDS,
                        passed,
                        "equity above 0",
                        equity.toString());
            }
        }
    }

    private static void checkTrade(
            RiskPolicy.TradeLimits limits, Proposal proposal, Exposure exposure, Checklist list) {
        if (limits.riskPerTrade() != null && proposal.stop() != null) {
            Money loss =
                    proposal.instrument()
                            .notional(proposal.price(), proposal.opening())
                            .minus(
                                    proposal.instrument()
                                            .notional(proposal.stop(), proposal.opening()))
                            .abs();
            requireShare(
                    RefusalReason.RISK_PER_TRADE,
                    limits.riskPerTrade(),
                    loss,
                    exposure.equity(),
                    list);
        }
        if (limits.positionSize() != null) {
            Money held = proposal.notional(exposure.sameSide().plus(proposal.opening()));
            requireShare(
                    RefusalReason.POSITION_SIZE,
                    limits.positionSize(),
                    held,
                    exposure.equity(),
                    list);
        }
        if (limits.slippage() != null && proposal.expected() != null) {
            checkSlippage(
                    limits.slippage(),
                    proposal.side(),
                    proposal.expected(),
                    proposal.quote().last(),
                    list);
        }
        if (limits.liquidityRatio() != null) {
            checkLiquidity(limits.liquidityRatio(), proposal, list);
        }
    }

    private static void checkLiquidity(BigDecimal ratio, Proposal proposal, Checklist list) {
        BigDecimal volume = proposal.quote().volume().value();
        BigDecimal needed = proposal.opening().value().multiply(ratio);
        boolean passed = volume.signum() == 0 || volume.compareTo(needed) >= 0;
        if (list.keeps(passed)) {
            list.add(
                    RefusalReason.LIQUIDITY,
                    passed,
                    "last volume at least " + plain(ratio) + " x quantity " + proposal.opening(),
                    volume.signum() == 0
                            ? "last volume unknown"
                            : "last volume " + proposal.quote().volume());
        }
    }

    private static void checkAccount(
            RiskPolicy.AccountLimits limits, Proposal proposal, Exposure exposure, Checklist list) {
        if (limits.openPositions() != null) {
            int wanted = exposure.otherPositions() + 1;
            boolean passed = wanted <= limits.openPositions();
            if (list.keeps(passed)) {
                list.add(
                        RefusalReason.OPEN_POSITIONS,
                        passed,
                        limits.openPositions() + " instruments at once",
                        Integer.toString(wanted));
            }
        }
        if (limits.leverage() != null) {
            Money gross = exposure.gross().plus(proposal.notional());
            requireShare(RefusalReason.LEVERAGE, limits.leverage(), gross, exposure.equity(), list);
        }
        exposure.marks().ifPresent(marks -> checkLosses(limits, marks, exposure.equity(), list));
    }

    private static void checkFreshness(
            RiskPolicy.Freshness limits, Proposal proposal, Instant now, Checklist list) {
        if (limits.priceAge() != null) {
            requireYounger(
                    RefusalReason.STALE_PRICE, limits.priceAge(), proposal.quote().at(), now, list);
        }
        if (limits.balanceAge() != null) {
            requireYounger(
                    RefusalReason.STALE_BALANCE,
                    limits.balanceAge(),
                    proposal.balanceAsOf(),
                    now,
                    list);
        }
    }

    private static void requireShare(
            RefusalReason reason, BigDecimal limit, Money amount, Money equity, Checklist list) {
        boolean passed = !amount.isGreaterThan(equity.times(limit));
        if (list.keeps(passed)) {
            String share =
                    equity.isPositive() ? short6(amount.ratioTo(equity)) : "equity " + equity;
            list.add(reason, passed, plain(limit) + " of equity", share);
        }
    }

    private static void requireLossBelow(
            RefusalReason reason,
            @Nullable BigDecimal limit,
            Money from,
            Money equity,
            Checklist list) {
        if (limit == null) {
            return;
        }
        Money loss = from.minus(equity);
        boolean passed = loss.compareTo(from.times(limit)) < 0 || !loss.isPositive();
        if (list.keeps(passed)) {
            list.add(
                    reason,
                    passed,
                    plain(limit) + " of " + from,
                    from.isPositive() ? short6(loss.ratioTo(from)) : loss.toString());
        }
    }

    private static void requireYounger(
            RefusalReason reason,
            Duration limit,
            @Nullable Instant at,
            Instant now,
            Checklist list) {
        boolean passed = at != null && Duration.between(at, now).compareTo(limit) <= 0;
        if (list.keeps(passed)) {
            list.add(
                    reason,
                    passed,
                    "at most " + limit + " old",
                    at == null ? "never seen" : Duration.between(at, now) + " old");
        }
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    private static String short6(BigDecimal value) {
        return plain(value.setScale(6, RoundingMode.HALF_EVEN));
    }
}
