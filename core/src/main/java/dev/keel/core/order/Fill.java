package dev.keel.core.order;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * A trade that a venue reported for an order.
 *
 * @param tradeId the venue's id; a fill seen twice is one fill
 * @param fee positive is paid, negative is a rebate; in the instrument's quote asset, whatever it
 *     was taken from
 * @param at when the venue says that it happened
 * @param feeSource what the fee was taken from
 */
public record Fill(
        TradeId tradeId,
        Price price,
        Quantity quantity,
        Money fee,
        Liquidity liquidity,
        Instant at,
        FeeSource feeSource) {
    private static final int SCALE = 18;

    public Fill {
        if (quantity.isZero()) {
            throw new IllegalArgumentException("fill quantity must be above 0, was 0");
        }
    }

    /** A fill whose fee is paid in cash. */
    public Fill(
            TradeId tradeId,
            Price price,
            Quantity quantity,
            Money fee,
            Liquidity liquidity,
            Instant at) {
        this(tradeId, price, quantity, fee, liquidity, at, FeeSource.FromCash.INSTANCE);
    }

    /**
     * A fill as a venue tells it.
     *
     * @param charged what the venue took, in any asset; below zero for a rebate. What it took of a
     *     spot instrument's base asset is valued at the fill's price, half-even to 18 decimals; a
     *     rebate in it, and what is in neither asset of the instrument, moves nothing here
     */
    public static Fill charged(
            Instrument instrument,
            TradeId tradeId,
            Price price,
            Quantity quantity,
            Money charged,
            Liquidity liquidity,
            Instant at) {
        if (charged.asset().equals(instrument.quote())) {
            return new Fill(tradeId, price, quantity, charged, liquidity, at);
        }
        boolean fromBase =
                charged.asset().equals(instrument.base())
                        && instrument.kind() == InstrumentKind.SPOT
                        && charged.isPositive()
                        && charged.amount().compareTo(quantity.value()) < 0;
        if (!fromBase) {
            Money nothing = Money.zero(instrument.quote());
            FeeSource apart = new FeeSource.Apart(charged);
            return new Fill(tradeId, price, quantity, nothing, liquidity, at, apart);
        }
        BigDecimal worth = charged.amount().multiply(price.value());
        if (worth.scale() > SCALE) {
            worth = worth.setScale(SCALE, RoundingMode.HALF_EVEN);
        }
        return new Fill(
                tradeId,
                price,
                quantity,
                new Money(instrument.quote(), worth),
                liquidity,
                at,
                new FeeSource.FromBase(new Quantity(charged.amount())));
    }

    /**
     * The same trade as it moves position and cash: a purchase of which the venue kept a part is
     * one of the rest, whose fee was paid in cash. The two come to the same in every asset.
     */
    public Fill settled(Side side) {
        if (!(feeSource instanceof FeeSource.FromBase(Quantity kept))) {
            return this;
        }
        Quantity moved = side == Side.BUY ? quantity.minus(kept) : quantity.plus(kept);
        return new Fill(tradeId, price, moved, fee, liquidity, at);
    }

    /** The trade that undoes this one: at its price, its fee paid back. */
    public Fill reversed(Side side) {
        Fill settled = settled(side);
        return new Fill(tradeId, price, settled.quantity, fee.negated(), liquidity, at);
    }
}
