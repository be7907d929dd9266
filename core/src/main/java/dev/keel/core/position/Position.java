package dev.keel.core.position;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Side;
import java.util.Optional;

/**
 * What an account holds of one instrument, netted. Immutable: {@link #apply} returns the next
 * state.
 *
 * @param quantity zero exactly when the side is FLAT
 * @param cost the notional at which the open quantity was entered, fees aside; exact
 * @param realised profit and loss of what was closed, fees aside, since the account opened
 * @param fees paid on this instrument since the account opened, rebates subtracted
 */
public record Position(
        Instrument instrument,
        PositionSide side,
        Quantity quantity,
        Money cost,
        Money realised,
        Money fees) {

    public Position {
        if (quantity.isZero() != (side == PositionSide.FLAT)) {
            throw new IllegalArgumentException(
                    "position must be flat exactly at quantity 0, was " + side + " " + quantity);
        }
    }

    public static Position flat(Instrument instrument) {
        Money nothing = Money.zero(instrument.quote());
        return new Position(
                instrument, PositionSide.FLAT, Quantity.ZERO, nothing, nothing, nothing);
    }

    /**
     * Returns the position after a fill; a fill larger than an opposite position turns it round.
     */
    public Position apply(Side fillSide, Fill fill) {
        return apply(fillSide, fill, instrument.notional(fill.price(), fill.quantity()));
    }

    /**
     * The same with the fill's notional, where that is known already.
     *
     * @param notional {@link Instrument#notional} of the fill
     */
    public Position apply(Side fillSide, Fill fill, Money notional) {
        Money feesAfter = fees.plus(fill.fee());
        PositionSide opened = PositionSide.openedBy(fillSide);
        if (side == PositionSide.FLAT || side == opened) {
            return new Position(
                    instrument,
                    opened,
                    quantity.plus(fill.quantity()),
                    cost.plus(notional),
                    realised,
                    feesAfter);
        }
        return reduced(fill, notional, opened, feesAfter);
    }

    /** The same position after the venue changed the instrument's rules or fees. */
    public Position with(Instrument changed) {
        return new Position(changed, side, quantity, cost, realised, fees);
    }

    /**
     * What a fill moves in cash: the notional for spot, the realised profit for a derivative; fees
     * subtracted.
     */
    public Money cashEffect(Side fillSide, Fill fill) {
        Money notional = instrument.notional(fill.price(), fill.quantity());
        return cashEffect(fillSide, fill, notional, apply(fillSide, fill, notional));
    }

    /**
     * The same where the fill's notional and the position after it are known already.
     *
     * @param notional {@link Instrument#notional} of the fill
     * @param after what {@link #apply} made of it
     */
    public Money cashEffect(Side fillSide, Fill fill, Money notional, Position after) {
        Money gross =
                switch (instrument.kind()) {
                    case SPOT -> fillSide == Side.BUY ? notional.negated() : notional;
                    case LINEAR -> after.realised.minus(realised);
                };
        return gross.minus(fill.fee());
    }

    /**
     * What the position adds to equity beside cash at this price; negative for a losing derivative
     * or a spot short.
     */
    public Money value(Price mark) {
        return switch (instrument.kind()) {
            case SPOT -> {
                Money notional = instrument.notional(mark, quantity);
                yield side == PositionSide.SHORT ? notional.negated() : notional;
            }
            case LINEAR -> unrealised(mark);
        };
    }

    /** Profit or loss if the position were closed at this price, fees aside. */
    public Money unrealised(Price mark) {
        return switch (side) {
            case FLAT -> Money.zero(instrument.quote());
            case LONG -> instrument.notional(mark, quantity).minus(cost);
            case SHORT -> cost.minus(instrument.notional(mark, quantity));
        };
    }

    /**
     * The average entry price of the open quantity, rounded half-even to 18 decimals; empty when
     * flat.
     */
    public Optional<Price> averagePrice() {
        return quantity.isZero()
                ? Optional.empty()
                : Optional.of(instrument.averagePrice(cost, quantity));
    }

    public boolean isFlat() {
        return side == PositionSide.FLAT;
    }

    /**
     * What an order can close: whole lots. The rest of less than one, which a fee may leave, stays.
     */
    public Quantity tradable() {
        return isFlat() ? Quantity.ZERO : instrument.roundDownToLot(quantity);
    }

    /** Whether there is nothing that an order could close. */
    public boolean isIdle() {
        return isFlat() || tradable().isZero();
    }

    /** Whether an order of this side would make the position smaller. */
    public boolean isReducedBy(Side orderSide) {
        return side != PositionSide.FLAT && side != PositionSide.openedBy(orderSide);
    }

    /** Whether the market has come to a stop of this position. */
    public boolean isStopped(Price stop, Price last) {
        return switch (side) {
            case FLAT -> false;
            case LONG -> !last.isAbove(stop);
            case SHORT -> !last.isBelow(stop);
        };
    }

    /** The side of the order that closes this position; empty when flat. */
    public Optional<Side> closingSide() {
        return switch (side) {
            case FLAT -> Optional.empty();
            case LONG -> Optional.of(Side.SELL);
            case SHORT -> Optional.of(Side.BUY);
        };
    }

    private Position reduced(Fill fill, Money notional, PositionSide opened, Money feesAfter) {
        int order = quantity.compareTo(fill.quantity());
        Quantity closed = order <= 0 ? quantity : fill.quantity();
        boolean whole = order <= 0;
        Money released = whole ? cost : cost.share(closed, quantity);
        Money proceeds = order >= 0 ? notional : instrument.notional(fill.price(), closed);
        Money profit =
                side == PositionSide.LONG ? proceeds.minus(released) : released.minus(proceeds);
        Money realisedAfter = realised.plus(profit);
        if (!whole) {
            return new Position(
                    instrument,
                    side,
                    quantity.minus(closed),
                    cost.minus(released),
                    realisedAfter,
                    feesAfter);
        }
        Quantity rest = fill.quantity().minus(closed);
        PositionSide after = rest.isZero() ? PositionSide.FLAT : opened;
        return new Position(
                instrument,
                after,
                rest,
                instrument.notional(fill.price(), rest),
                realisedAfter,
                feesAfter);
    }
}
