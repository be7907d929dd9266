package dev.keel.core.sizing;

import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.signal.PricePlan;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/** A rule for the quantity of an entry. Shares of equity are fractions: 0.02 is two per cent. */
public sealed interface Sizing {

    /** Always this many units. */
    record Fixed(Quantity quantity) implements Sizing {
        public Fixed {
            if (quantity.isZero()) {
                throw new IllegalArgumentException("quantity must be above 0, was 0");
            }
        }
    }

    /** All free cash: {@code cash / (price x (1 + taker fee))}. */
    record AllCash() implements Sizing {}

    /** A notional of {@code share x equity}. */
    record PercentOfEquity(BigDecimal share) implements Sizing {
        public PercentOfEquity {
            requireShare("share", share);
        }
    }

    /** As much as loses {@code share x equity} between the price and the signal's stop. */
    record RiskToStop(BigDecimal share) implements Sizing {
        public RiskToStop {
            requireShare("share", share);
        }
    }

    /**
     * As much as loses {@code share x equity} when the price moves {@code multiple} average true
     * ranges.
     */
    record AtrRisk(BigDecimal share, BigDecimal multiple) implements Sizing {
        public AtrRisk {
            requireShare("share", share);
            if (multiple.signum() <= 0) {
                throw new IllegalArgumentException("multiple must be above 0, was " + multiple);
            }
        }
    }

    /**
     * A notional of {@code min(cap, scale x f) x equity} with Kelly's {@code f = p - (1 - p) / b}:
     * p is the signal's confidence, b its reward over its risk.
     *
     * <p>Reference: J. L. Kelly, "A New Interpretation of Information Rate", Bell System Technical
     * Journal 35 (1956); the form for a bet of odds b: E. O. Thorp, "The Kelly Criterion in
     * Blackjack, Sports Betting and the Stock Market" (1997).
     *
     * @param scale the part of Kelly's fraction to bet, above 0 to 1; a half is usual
     * @param cap the greatest share of equity, above 0 to 1
     */
    record Kelly(BigDecimal scale, BigDecimal cap) implements Sizing {
        public Kelly {
            requireShare("scale", scale);
            requireShare("cap", cap);
        }
    }

    /** Sizes an entry; the quantity is rounded down to the lot. */
    default SizingResult size(SizingInput input) {
        return switch (this) {
            case Fixed(Quantity quantity) -> onLot(input, quantity);
            case AllCash() -> {
                BigDecimal unit = BigDecimal.ONE.add(input.instrument().fees().taker());
                Price withFee = input.price().times(unit);
                yield onLot(input, input.instrument().affordable(input.freeCash(), withFee));
            }
            case PercentOfEquity(BigDecimal share) ->
                    ofNotional(input, input.equity().times(share));
            case RiskToStop(BigDecimal share) ->
                    input.signal()
                            .prices()
                            .stopPrice()
                            .map(stop -> ofRisk(input, share, input.price().distanceTo(stop)))
                            .orElseGet(() -> new SizingResult.Unsized("the signal has no stop"));
            case AtrRisk(BigDecimal share, BigDecimal multiple) ->
                    input.signal()
                            .prices()
                            .range()
                            .map(range -> ofRisk(input, share, range.multiply(multiple)))
                            .orElseGet(() ->
                                    new SizingResult.Unsized(
                                            "the signal has no average true range"));
            case Kelly(BigDecimal scale, BigDecimal cap) -> kelly(input, scale, cap);
        };
    }

    private static SizingResult kelly(SizingInput input, BigDecimal scale, BigDecimal cap) {
        PricePlan plan = input.signal().prices();
        Optional<Price> stop = plan.stopPrice();
        Optional<Price> target = plan.targetPrice();
        if (stop.isEmpty() || target.isEmpty()) {
            return new SizingResult.Unsized("Kelly needs a stop and a target");
        }
        BigDecimal risk = plan.entry().distanceTo(stop.get());
        BigDecimal reward = plan.entry().distanceTo(target.get());
        BigDecimal p = BigDecimal.valueOf(input.signal().confidence());
        BigDecimal odds = reward.divide(risk, MathContext.DECIMAL64);
        BigDecimal fraction =
                p.subtract(BigDecimal.ONE.subtract(p).divide(odds, MathContext.DECIMAL64));
        if (fraction.signum() <= 0) {
            return new SizingResult.Unsized(
                    "Kelly's fraction is not above 0: confidence "
                            + p.toPlainString()
                            + ", reward over risk "
                            + odds.toPlainString());
        }
        return ofNotional(input, input.equity().times(fraction.multiply(scale).min(cap)));
    }

    private static SizingResult ofRisk(
            SizingInput input, BigDecimal share, BigDecimal lossPerUnit) {
        if (lossPerUnit.signum() <= 0) {
            return new SizingResult.Unsized("the distance to lose is 0");
        }
        Money budget = input.equity().times(share);
        int decimals = Math.min(lossPerUnit.scale(), 18);
        Price loss = new Price(lossPerUnit.setScale(decimals, RoundingMode.UP));
        return onLot(input, input.instrument().affordable(budget, loss));
    }

    private static SizingResult ofNotional(SizingInput input, Money notional) {
        return onLot(input, input.instrument().affordable(notional, input.price()));
    }

    private static SizingResult onLot(SizingInput input, Quantity quantity) {
        Quantity rounded = input.instrument().roundDownToLot(quantity);
        return rounded.isZero()
                ? new SizingResult.Unsized(
                        "the quantity is below one lot of " + input.instrument().rules().lot())
                : new SizingResult.Sized(rounded);
    }

    private static void requireShare(String name, BigDecimal value) {
        if (value.signum() <= 0 || value.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(
                    name + " must be above 0 and at most 1, was " + value);
        }
    }
}
