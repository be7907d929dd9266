package dev.keel.ledger.projection;

import dev.keel.core.account.AccountId;
import dev.keel.core.money.Price;
import dev.keel.core.position.Position;
import dev.keel.core.position.PositionSide;
import java.math.BigDecimal;
import java.time.Instant;

/** A position after a fill at this price. */
record HeldPosition(AccountId account, Position position, Price lastFill, Instant at) {

    /** Below zero when short. */
    BigDecimal signedQuantity() {
        BigDecimal quantity = position.quantity().value();
        return position.side() == PositionSide.SHORT ? quantity.negate() : quantity;
    }
}
