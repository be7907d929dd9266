package dev.keel.ledger.journal;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.journal.Appended;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a transaction found after it took its locks; true until it ends.
 *
 * @param sequences of the accounts that exist
 * @param platform the kill switch; enabled if nobody had to ask
 * @param takenKeys those client keys of the batch that have an order
 */
record Facts(
        Map<AccountId, Long> sequences,
        TradingSwitch platform,
        Map<Facts.AccountKey, OrderId> takenKeys) {

    record AccountKey(AccountId account, ClientKey key) {}

    /** What becomes of each append, in their order, each seeing those before it. */
    List<Appended> judge(List<PendingAppend> batch) {
        Map<AccountId, Long> current = new HashMap<>(sequences);
        Map<AccountKey, OrderId> keys = new HashMap<>(takenKeys);
        List<Appended> outcomes = new ArrayList<>(batch.size());
        for (PendingAppend append : batch) {
            Appended outcome = judge(append, current, keys);
            if (outcome instanceof Appended.Committed) {
                current.put(append.account(), append.last());
                append.keys()
                        .forEach((key, order) ->
                                keys.put(new AccountKey(append.account(), key), order));
            }
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private Appended judge(
            PendingAppend append, Map<AccountId, Long> current, Map<AccountKey, OrderId> keys) {
        long actual = current.getOrDefault(append.account(), 0L);
        if (actual != append.before()) {
            return new Appended.Conflict(actual);
        }
        if (append.addsRisk() && platform instanceof TradingSwitch.Halted halted) {
            return new Appended.Halted(halted);
        }
        return append.keys().keySet().stream()
                .flatMap(key ->
                        Optional.ofNullable(keys.get(new AccountKey(append.account(), key)))
                                .<Appended>map(order -> new Appended.KeyTaken(key, order))
                                .stream())
                .findFirst()
                .orElse(Appended.Committed.INSTANCE);
    }
}
