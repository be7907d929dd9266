package dev.keel.ledger.view;

import dev.keel.core.account.AccountId;
import dev.keel.core.order.OrderStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which orders to list, the latest first.
 *
 * @param account null for all
 * @param status null for all
 * @param limit at most this many, 1 to 1,000
 * @param offset how many to pass over
 */
public record LedgerQuery(
        @Nullable AccountId account, @Nullable OrderStatus status, int limit, long offset) {
    public static final int MAX_LIMIT = 1_000;

    public LedgerQuery {
        requireLimit(limit);
        if (offset < 0) {
            throw new IllegalArgumentException("offset must not be negative, was " + offset);
        }
    }

    /** The latest orders of all accounts. */
    public static LedgerQuery latest(int limit) {
        return new LedgerQuery(null, null, limit, 0);
    }

    static void requireLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException(
                    "limit must be 1 to " + MAX_LIMIT + ", was " + limit);
        }
    }
}
