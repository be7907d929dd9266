package dev.keel.ledger.projection;

import dev.keel.core.account.AccountId;
import dev.keel.core.money.Price;
import dev.keel.core.position.Position;
import dev.keel.core.position.PositionSide;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A position after an event.
 *
 * @param lastTrade the price of the event's trade; null if it was none
 * @param discrepancy the venue's quantity less the ledger's, if the event says so
 */
record HeldPosition(
        AccountId account,
        Position position,
        @Nullable Price lastTrade,
        @Nullable BigDecimal discrepancy,
        Instant at) {

    static HeldPosition traded(Moment moment, Position position, Price price) {
        return new HeldPosition(moment.account(), position, price, null, moment.at());
    }

    static HeldPosition reordered(Moment moment, Position position) {
        return new HeldPosition(moment.account(), position, null, null, moment.at());
    }

    static HeldPosition compared(Moment moment, Position position, BigDecimal discrepancy) {
        return new HeldPosition(moment.account(), position, null, discrepancy, moment.at());
    }

    /** Below zero when short. */
    BigDecimal signedQuantity() {
        BigDecimal quantity = position.quantity().value();
        return position.side() == PositionSide.SHORT ? quantity.negate() : quantity;
    }

    @Nullable BigDecimal price() {
        return lastTrade == null ? null : lastTrade.value();
    }

    @Nullable BigDecimal unrealised() {
        return lastTrade == null ? null : position.unrealised(lastTrade).amount();
    }

    int comparisons() {
        return discrepancy == null ? 0 : 1;
    }

    @Nullable Instant comparedAt() {
        return discrepancy == null ? null : at;
    }
}
