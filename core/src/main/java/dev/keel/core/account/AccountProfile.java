package dev.keel.core.account;

import dev.keel.core.money.Asset;
import dev.keel.core.order.OrderId;

/**
 * What never changes about an account.
 *
 * @param user who owns it; limits and kill switches of a user reach all accounts of the user
 * @param currency what equity and limits are counted in
 * @param number drawn at random when the account opens, 1 to 8,999,999; the first digits of its
 *     order ids, so that ids of different accounts and installations do not meet
 */
public record AccountProfile(AccountId id, UserId user, Asset currency, int number) {
    public static final int MAX_NUMBER = 8_999_999;
    private static final long ORDERS_PER_ACCOUNT = 100_000_000_000L;

    public AccountProfile {
        if (number < 1 || number > MAX_NUMBER) {
            throw new IllegalArgumentException(
                    "account number must be 1 to " + MAX_NUMBER + ", was " + number);
        }
    }

    /** An account of an installation with one user. */
    public AccountProfile(AccountId id, Asset currency, int number) {
        this(id, UserId.OWNER, currency, number);
    }

    /** Whether an order id is one of this account's. */
    public boolean minted(OrderId order) {
        return order.value() / ORDERS_PER_ACCOUNT == number;
    }

    /** The id of the account's n-th order, counted from 1. */
    OrderId orderId(long n) {
        if (n < 1 || n >= ORDERS_PER_ACCOUNT) {
            throw new IllegalStateException("account " + id + " has used up its order ids");
        }
        return new OrderId(number * ORDERS_PER_ACCOUNT + n);
    }
}
