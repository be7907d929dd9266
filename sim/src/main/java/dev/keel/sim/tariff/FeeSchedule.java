package dev.keel.sim.tariff;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.money.Money;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Liquidity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * What fills cost:
 *
 * <pre>
 *   fee = notional x rate(liquidity, volume of the last 30 days) + quantity x perUnit
 * </pre>
 *
 * <p>and all fills of an order together at least its minimum.
 *
 * @param tiers rates by traded volume; the first begins at 0, each later one above the one before
 * @param perUnit fee of each unit, share or contract, 0 or more, in the quote asset
 * @param minimumPerOrder least fee of an order that trades, 0 or more, in the quote asset
 */
public record FeeSchedule(List<Tier> tiers, BigDecimal perUnit, BigDecimal minimumPerOrder) {
    /**
     * Rates from a volume on.
     *
     * @param fromVolume notional that was traded within 30 days, in the account's currency
     */
    public record Tier(BigDecimal fromVolume, FeeRates rates) {}

    public FeeSchedule {
        tiers = List.copyOf(tiers);
        if (tiers.isEmpty() || tiers.getFirst().fromVolume.signum() != 0) {
            throw new IllegalArgumentException("the first tier must begin at volume 0");
        }
        for (int i = 1; i < tiers.size(); i++) {
            BigDecimal before = tiers.get(i - 1).fromVolume;
            if (tiers.get(i).fromVolume.compareTo(before) <= 0) {
                throw new IllegalArgumentException(
                        "tiers must rise, "
                                + tiers.get(i).fromVolume.toPlainString()
                                + " came after "
                                + before.toPlainString());
            }
        }
        requireNotNegative("perUnit", perUnit);
        requireNotNegative("minimumPerOrder", minimumPerOrder);
    }

    /** The same rates whatever is traded, and nothing else. */
    public static FeeSchedule flat(FeeRates rates) {
        return new FeeSchedule(
                List.of(new Tier(BigDecimal.ZERO, rates)), BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** The rates of the lowest tier, which everybody begins with. */
    public FeeRates firstRates() {
        return tiers.getFirst().rates;
    }

    /** Whether it is nothing but one pair of rates. */
    public boolean isFlat() {
        return tiers.size() == 1 && perUnit.signum() == 0 && minimumPerOrder.signum() == 0;
    }

    /** The rates at a volume of the last 30 days. */
    public FeeRates ratesAt(BigDecimal volume) {
        FeeRates rates = firstRates();
        for (Tier tier : tiers) {
            if (volume.compareTo(tier.fromVolume) < 0) {
                break;
            }
            rates = tier.rates;
        }
        return rates;
    }

    /** The fee of a fill before an order's minimum is looked at; below 0 is a rebate. */
    public Money fee(Money notional, Quantity quantity, Liquidity liquidity, BigDecimal volume) {
        FeeRates rates = ratesAt(volume);
        BigDecimal rate =
                switch (liquidity) {
                    case MAKER -> rates.maker();
                    case TAKER -> rates.taker();
                };
        Money byRate = notional.times(rate);
        if (perUnit.signum() == 0) {
            return byRate;
        }
        return byRate.plus(new Money(notional.asset(), exact(quantity.value().multiply(perUnit))));
    }

    /**
     * The same schedule, dearer: all that is paid is multiplied; rebates stay as they are.
     *
     * @param factor 1 or more
     */
    public FeeSchedule times(BigDecimal factor) {
        if (factor.compareTo(BigDecimal.ONE) < 0) {
            throw new IllegalArgumentException("factor must be at least 1, was " + factor);
        }
        List<Tier> dearer =
                tiers.stream()
                        .map(tier ->
                                new Tier(
                                        tier.fromVolume,
                                        new FeeRates(
                                                dearer(tier.rates.maker(), factor),
                                                dearer(tier.rates.taker(), factor))))
                        .toList();
        return new FeeSchedule(dearer, perUnit.multiply(factor), minimumPerOrder.multiply(factor));
    }

    private static BigDecimal dearer(BigDecimal rate, BigDecimal factor) {
        return rate.signum() > 0 ? rate.multiply(factor) : rate;
    }

    private static BigDecimal exact(BigDecimal amount) {
        return amount.scale() > 18 ? amount.setScale(18, RoundingMode.HALF_EVEN) : amount;
    }

    private static void requireNotNegative(String name, BigDecimal value) {
        if (value.signum() < 0) {
            throw new IllegalArgumentException(
                    name + " must not be negative, was " + value.toPlainString());
        }
    }
}
