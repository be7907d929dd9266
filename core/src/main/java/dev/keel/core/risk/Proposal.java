package dev.keel.core.risk;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Side;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order that adds risk, as the limits see it.
 *
 * @param opening the part of the quantity that adds risk; above zero
 * @param price the price it is judged at: its limit or trigger, else the market's
 * @param expected the price that the signal or the client had in mind
 * @param stop where the position would be given up
 * @param quote the latest market
 * @param balanceAsOf when the venue last confirmed the balance
 * @param worstCost the greatest price that it may have to be paid at, slippage included
 */
public record Proposal(
        Instrument instrument,
        Side side,
        Quantity opening,
        Price price,
        @Nullable Price expected,
        @Nullable Price stop,
        Quote quote,
        @Nullable Instant balanceAsOf,
        Price worstCost) {

    /** The notional that is added, worst case. */
    public Money notional() {
        return notional(opening);
    }

    /** What it may cost in cash, fees aside. */
    public Money cost() {
        return instrument.notional(worst(side, worstCost, quote.last()), opening);
    }

    /** The notional of a quantity at the worst price that this order can trade at. */
    public Money notional(Quantity quantity) {
        return instrument.notional(worst(side, price, quote.last()), quantity);
    }

    /**
     * The greatest price that an order's exposure can have, as far as can be foreseen: a limit caps
     * what is bought, but what is sold below the market trades at the market.
     */
    public static Price worst(Side side, Price price, Price last) {
        return side == Side.SELL && last.isAbove(price) ? last : price;
    }
}
