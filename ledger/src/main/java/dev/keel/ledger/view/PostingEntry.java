package dev.keel.ledger.view;

import dev.keel.core.account.AccountId;
import dev.keel.core.money.Money;
import dev.keel.core.order.OrderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code posting}.
 *
 * @param sequence of the event behind it
 * @param amount above zero is debit
 */
public record PostingEntry(
        AccountId account,
        long sequence,
        int line,
        String book,
        Money amount,
        Cause cause,
        Instant at) {

    /** What it is about; all null for money that moved without a trade. */
    public record Cause(@Nullable OrderId order, @Nullable String trade, @Nullable String symbol) {}
}
