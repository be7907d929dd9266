package dev.keel.ledger.projection;

import dev.keel.core.account.AccountId;
import dev.keel.core.money.Money;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import java.time.Instant;

/**
 * A fill and the event that recorded it.
 *
 * @param notional of the fill, by the terms of its position
 */
record RecordedFill(
        AccountId account, long sequence, Instant at, Order order, Fill fill, Money notional) {}
