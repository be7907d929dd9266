package dev.keel.core.account;

import dev.keel.core.money.Money;

/**
 * A limit on what several accounts have at stake together, and what an order would have made of it.
 *
 * @param scope {@code platform}, or {@code user:} and the user's id
 * @param limit the most that may be at stake
 * @param wanted what would have been at stake
 */
public record SharedLimit(String scope, Money limit, Money wanted) {
    public static final String PLATFORM = "platform";

    public static String ofUser(UserId user) {
        return "user:" + user;
    }
}
