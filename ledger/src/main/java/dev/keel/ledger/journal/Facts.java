package dev.keel.ledger.journal;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.account.UserId;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import java.math.BigDecimal;
import java.util.Map;

/**
 * What a transaction found after it took its locks; true until it ends.
 *
 * @param accounts those that exist
 * @param tokens of the accounts that ever had a lease
 * @param switches enabled if nobody had to ask
 * @param budgets those scopes of the batch that are counted
 * @param takenKeys those client keys of the batch that have an order
 */
record Facts(
        Map<AccountId, Facts.Standing> accounts,
        Map<AccountId, Long> tokens,
        Facts.Switches switches,
        Map<Budget.Scope, Budget> budgets,
        Map<Facts.AccountKey, OrderId> takenKeys) {

    record AccountKey(AccountId account, ClientKey key) {}

    /** Where an account stands. */
    record Standing(long sequence, BigDecimal stake) {
        static final Standing NEW = new Standing(0, BigDecimal.ZERO);
    }

    /**
     * The kill switches above accounts.
     *
     * @param users those that were ever thrown
     */
    record Switches(TradingSwitch platform, Map<UserId, TradingSwitch> users) {
        static final Switches OPEN = new Switches(TradingSwitch.Enabled.INSTANCE, Map.of());
    }
}
