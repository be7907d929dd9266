package dev.keel.ledger.projection;

import dev.keel.core.account.AccountId;
import dev.keel.core.money.Money;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.TradeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of an entry in the books.
 *
 * @param line counted from 1 within the event
 * @param amount above zero is debit
 */
record Posting(Event event, int line, String book, Money amount, Cause cause) {

    /** The event behind it. */
    record Event(AccountId account, long sequence, Instant at) {}

    @Nullable Long orderNumber() {
        OrderId order = cause.order();
        return order == null ? null : order.value();
    }

    @Nullable String tradeName() {
        TradeId trade = cause.trade();
        return trade == null ? null : trade.value();
    }

    /** What the entry is about, as far as it is about a trade. */
    record Cause(@Nullable OrderId order, @Nullable TradeId trade, @Nullable String symbol) {
        static final Cause NONE = new Cause(null, null, null);
    }
}
