package dev.keel.ledger.journal;

import dev.keel.core.account.AccountId;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import dev.keel.ledger.projection.Projection;
import dev.keel.ledger.projection.Row;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * An append on its way, with its rows made before the transaction begins.
 *
 * @param before the sequence that the account must have
 * @param last the sequence of its last event
 */
record PendingAppend(
        AccountId account,
        long before,
        long last,
        boolean addsRisk,
        Map<ClientKey, OrderId> keys,
        List<Row> rows,
        CompletableFuture<Appended> reply) {

    static PendingAppend of(Append append) {
        return new PendingAppend(
                append.after().id(),
                append.expectedSequence(),
                append.after().sequence(),
                append.addsRisk(),
                append.clientKeys(),
                Projection.of(append),
                new CompletableFuture<>());
    }

    int events() {
        return Math.toIntExact(last - before);
    }
}
