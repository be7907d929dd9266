package dev.keel.core.instrument;

import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Something that can be traded at a venue.
 *
 * @param base what is bought and sold
 * @param quote what prices, profit and fees are counted in
 * @param contractSize units of the base asset per unit of quantity; 1 for spot
 */
public record Instrument(
        InstrumentId id,
        Asset base,
        Asset quote,
        InstrumentKind kind,
        TradingRules rules,
        FeeRates fees,
        BigDecimal contractSize) {
    private static final int MAX_SCALE = 18;

    public Instrument {
        if (contractSize.signum() <= 0) {
            throw new IllegalArgumentException("contractSize must be above 0, was " + contractSize);
        }
        if (kind == InstrumentKind.SPOT && contractSize.compareTo(BigDecimal.ONE) != 0) {
            throw new IllegalArgumentException(
                    "contractSize of a spot instrument must be 1, was " + contractSize);
        }
    }

    /** A spot instrument. */
    public static Instrument spot(
            InstrumentId id, Asset base, Asset quote, TradingRules rules, FeeRates fees) {
        return new Instrument(id, base, quote, InstrumentKind.SPOT, rules, fees, BigDecimal.ONE);
    }

    /** A linear derivative whose contract is one unit of the base asset. */
    public static Instrument linear(
            InstrumentId id, Asset base, Asset quote, TradingRules rules, FeeRates fees) {
        return new Instrument(id, base, quote, InstrumentKind.LINEAR, rules, fees, BigDecimal.ONE);
    }

    /**
     * Price x quantity x contract size in the quote asset; exact up to 18 decimals, then half-even.
     */
    public Money notional(Price price, Quantity quantity) {
        BigDecimal product = price.value().multiply(quantity.shortest());
        if (kind == InstrumentKind.LINEAR) {
            product = product.multiply(contractSize);
        }
        return new Money(
                quote,
                product.scale() > MAX_SCALE
                        ? product.setScale(MAX_SCALE, RoundingMode.HALF_EVEN)
                        : product);
    }

    /**
     * The price at which this quantity has this notional, rounded half-even to 18 decimals: the
     * average price of a position or an order.
     */
    public Price averagePrice(Money notional, Quantity quantity) {
        return new Price(
                notional.amount()
                        .divide(
                                quantity.value().multiply(contractSize),
                                MAX_SCALE,
                                RoundingMode.HALF_EVEN));
    }

    /**
     * The fee a fill of this notional costs at a rate; what is finer than 18 decimals is rounded
     * half-even.
     */
    public Money fee(Money notional, BigDecimal rate) {
        return notional.times(rate);
    }

    /**
     * The greatest quantity on the lot grid whose notional at this price does not exceed the
     * budget.
     */
    public Quantity affordable(Money budget, Price price) {
        if (!budget.isPositive()) {
            return Quantity.ZERO;
        }
        BigDecimal lotValue = price.value().multiply(contractSize).multiply(rules.lot().value());
        BigDecimal lots = budget.amount().divide(lotValue, 0, RoundingMode.DOWN);
        return new Quantity(lots.multiply(rules.lot().value()));
    }

    /** Rounds a price to the tick grid in the given mode. */
    public Price roundToTick(Price price, RoundingMode mode) {
        return price.roundToTick(rules.tick(), mode);
    }

    /** Rounds a quantity down to the lot grid. */
    public Quantity roundDownToLot(Quantity quantity) {
        return quantity.roundToLot(rules.lot(), RoundingMode.DOWN);
    }
}
