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
 */
public record Proposal(
        Instrument instrument,
        Side side,
        Quantity opening,
        Price price,
        @Nullable Price expected,
        @Nullable Price stop,
        Quote quote,
        @Nullable Instant balanceAsOf) {

    /** The notional that is added. */
    public Money notional() {
        return instrument.notional(price, opening);
    }
}
