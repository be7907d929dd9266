package dev.keel.ledger.journal;

import dev.keel.core.account.AccountProfile;
import dev.keel.core.account.SharedLimit;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code risk_scope}.
 *
 * @param max null for no limit
 */
record Budget(Budget.Scope scope, @Nullable BigDecimal max, BigDecimal used) {
    /** Accounts of one currency, of the platform or of a user. */
    record Scope(String name, String currency) {
        /** What an account counts in, the widest first. */
        static List<Scope> of(AccountProfile account) {
            String currency = account.currency().code();
            return List.of(
                    new Scope(SharedLimit.PLATFORM, currency),
                    new Scope(SharedLimit.ofUser(account.user()), currency));
        }
    }

    Budget plus(BigDecimal more) {
        return new Budget(scope, max, used.add(more));
    }

    /** The limit, if more is used of it than may be. */
    Optional<SharedLimit> exceeded(Asset currency) {
        return max != null && used.compareTo(max) > 0
                ? Optional.of(
                        new SharedLimit(
                                scope.name, new Money(currency, max), new Money(currency, used)))
                : Optional.empty();
    }
}
