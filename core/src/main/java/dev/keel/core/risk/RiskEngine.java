package dev.keel.core.risk;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges proposals by a policy. Stateless and pure; all violations are collected, none hides
 * another.
 */
public final class RiskEngine {
    private RiskEngine() {}

    /** Returns every limit that the proposal would breach; empty means that it may be sent. */
    public static List<Violation> judge(
            RiskPolicy policy, Proposal proposal, Exposure exposure, Instant now) {
        List<Violation> violations = new ArrayList<>(0);
        checkFunds(proposal, exposure, violations);
        checkTrade(policy.trade(), proposal, exposure, violations);
        checkAccount(policy.account(), proposal, exposure, violations);
        checkFreshness(policy.freshness(), proposal, now, violations);
        return violations;
    }

    private static void checkFunds(
            Proposal proposal, Exposure exposure, List<Violation> violations) {
        if (proposal.instrument().kind() == InstrumentKind.SPOT) {
            Money notional = proposal.notional();
            Money needed =
                    notional.plus(
                            proposal.instrument()
                                    .fee(notional, proposal.instrument().fees().taker()));
            if (needed.isGreaterThan(exposure.freeCash())) {
                violations.add(
                        new Violation(
                                RefusalReason.INSUFFICIENT_FUNDS,
                                exposure.freeCash() + " free cash",
                                needed + " needed, fee included"));
            }
        } else if (!exposure.equity().isPositive()) {
            violations.add(
                    new Violation(
                            RefusalReason.INSUFFICIENT_FUNDS,
                            "equity above 0",
                            exposure.equity().toString()));
        }
    }

    private static void checkTrade(
            RiskPolicy.TradeLimits limits,
            Proposal proposal,
            Exposure exposure,
            List<Violation> violations) {
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
                    violations);
        }
        if (limits.positionSize() != null) {
            Money held = proposal.notional(exposure.sameSide().plus(proposal.opening()));
            requireShare(
                    RefusalReason.POSITION_SIZE,
                    limits.positionSize(),
                    held,
                    exposure.equity(),
                    violations);
        }
        if (limits.slippage() != null && proposal.expected() != null) {
            checkSlippage(limits.slippage(), proposal, proposal.expected(), violations);
        }
        if (limits.liquidityRatio() != null) {
            checkLiquidity(limits.liquidityRatio(), proposal, violations);
        }
    }

    /** Only a move against the order counts. */
    private static void checkSlippage(
            BigDecimal limit, Proposal proposal, Price expected, List<Violation> violations) {
        Price last = proposal.quote().last();
        boolean against =
                proposal.side() == Side.BUY ? last.isAbove(expected) : last.isBelow(expected);
        BigDecimal moved =
                last.distanceTo(expected).divide(expected.value(), 18, RoundingMode.HALF_EVEN);
        if (against && moved.compareTo(limit) > 0) {
            violations.add(
                    new Violation(
                            RefusalReason.SLIPPAGE,
                            plain(limit) + " of the expected price " + expected,
                            short6(moved) + ", market " + last));
        }
    }

    private static void checkLiquidity(
            BigDecimal ratio, Proposal proposal, List<Violation> violations) {
        BigDecimal volume = proposal.quote().volume().value();
        BigDecimal needed = proposal.opening().value().multiply(ratio);
        if (volume.signum() > 0 && volume.compareTo(needed) < 0) {
            violations.add(
                    new Violation(
                            RefusalReason.LIQUIDITY,
                            "last volume at least "
                                    + plain(ratio)
                                    + " x quantity "
                                    + proposal.opening(),
                            "last volume " + proposal.quote().volume()));
        }
    }

    private static void checkAccount(
            RiskPolicy.AccountLimits limits,
            Proposal proposal,
            Exposure exposure,
            List<Violation> violations) {
        if (limits.openPositions() != null
                && exposure.otherPositions() + 1 > limits.openPositions()) {
            violations.add(
                    new Violation(
                            RefusalReason.OPEN_POSITIONS,
                            limits.openPositions() + " instruments at once",
                            Integer.toString(exposure.otherPositions() + 1)));
        }
        if (limits.leverage() != null) {
            Money gross = exposure.gross().plus(proposal.notional());
            requireShare(
                    RefusalReason.LEVERAGE,
                    limits.leverage(),
                    gross,
                    exposure.equity(),
                    violations);
        }
        exposure.marks()
                .ifPresent(marks -> checkLosses(limits, marks, exposure.equity(), violations));
    }

    private static void checkLosses(
            RiskPolicy.AccountLimits limits,
            EquityMarks marks,
            Money equity,
            List<Violation> violations) {
        requireLossBelow(
                RefusalReason.DAILY_LOSS, limits.dailyLoss(), marks.dayOpen(), equity, violations);
        requireLossBelow(
                RefusalReason.WEEKLY_LOSS,
                limits.weeklyLoss(),
                marks.weekOpen(),
                equity,
                violations);
        requireLossBelow(
                RefusalReason.DRAWDOWN, limits.drawdown(), marks.peak(), equity, violations);
    }

    private static void checkFreshness(
            RiskPolicy.Freshness limits,
            Proposal proposal,
            Instant now,
            List<Violation> violations) {
        if (limits.priceAge() != null) {
            requireYounger(
                    RefusalReason.STALE_PRICE,
                    limits.priceAge(),
                    proposal.quote().at(),
                    now,
                    violations);
        }
        if (limits.balanceAge() != null) {
            requireYounger(
                    RefusalReason.STALE_BALANCE,
                    limits.balanceAge(),
                    proposal.balanceAsOf(),
                    now,
                    violations);
        }
    }

    private static void requireShare(
            RefusalReason reason,
            BigDecimal limit,
            Money amount,
            Money equity,
            List<Violation> violations) {
        Money most = equity.times(limit);
        if (amount.isGreaterThan(most)) {
            String share =
                    equity.isPositive() ? short6(amount.ratioTo(equity)) : "equity " + equity;
            violations.add(new Violation(reason, plain(limit) + " of equity", share));
        }
    }

    private static void requireLossBelow(
            RefusalReason reason,
            @Nullable BigDecimal limit,
            Money from,
            Money equity,
            List<Violation> violations) {
        if (limit == null) {
            return;
        }
        Money loss = from.minus(equity);
        if (loss.compareTo(from.times(limit)) >= 0 && loss.isPositive()) {
            violations.add(
                    new Violation(
                            reason,
                            plain(limit) + " of " + from,
                            from.isPositive() ? short6(loss.ratioTo(from)) : loss.toString()));
        }
    }

    private static void requireYounger(
            RefusalReason reason,
            Duration limit,
            @Nullable Instant at,
            Instant now,
            List<Violation> violations) {
        if (at == null) {
            violations.add(new Violation(reason, "at most " + limit + " old", "never seen"));
        } else if (Duration.between(at, now).compareTo(limit) > 0) {
            violations.add(
                    new Violation(
                            reason,
                            "at most " + limit + " old",
                            Duration.between(at, now) + " old"));
        }
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    private static String short6(BigDecimal value) {
        return plain(value.setScale(6, RoundingMode.HALF_EVEN));
    }
}
