package dev.keel.ledger.journal;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.core.money.Money;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import dev.keel.ledger.projection.Projection;
import dev.keel.ledger.projection.Row;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * An append on its way, with its rows made before the transaction begins.
 *
 * @param before the sequence that the account must have
 * @param last the sequence of its last event
 * @param fence the token of the lease it was decided under
 * @param stake what is at stake after it
 */
record PendingAppend(
        AccountProfile profile,
        long before,
        long last,
        long fence,
        boolean addsRisk,
        Money stake,
        Set<ClientKey> usedKeys,
        Map<ClientKey, OrderId> keys,
        List<Row> rows,
        CompletableFuture<Appended> reply) {

    static PendingAppend of(Append append) {
        return new PendingAppend(
                append.after().profile(),
                append.expectedSequence(),
                append.after().sequence(),
                append.fence(),
                append.addsRisk(),
                append.after().stake(),
                append.usedKeys(),
                append.clientKeys(),
                Projection.of(append),
                new CompletableFuture<>());
    }

    AccountId account() {
        return profile.id();
    }

    int events() {
        return Math.toIntExact(last - before);
    }
}
