package dev.keel.core.journal;

import dev.keel.core.account.AccountId;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The store of events. Safe for any number of threads; one writer per account is expected and
 * others are refused.
 */
public interface Journal {
    /**
     * Takes an account for this process; blocks. From now on appends carry the lease's token, and
     * those with an older one are refused. A journal that only one process can write to keeps none.
     *
     * @throws LeaseHeldException if another holder's lease still runs
     * @throws JournalException if the store cannot be reached
     */
    default Lease acquire(AccountId account) {
        return Lease.unfenced(account);
    }

    /**
     * Appends events; they are durable when the stage completes with {@link Appended.Committed}.
     *
     * @return a stage that completes exceptionally with {@link JournalException} if the outcome is
     *     not known
     */
    CompletionStage<Appended> append(Append append);

    /**
     * Reads an account's events in order; blocks.
     *
     * @param afterSequence 0 for all
     * @throws JournalException if the store cannot be read
     */
    List<RecordedEvent> read(AccountId account, long afterSequence);

    /**
     * All accounts, in the order of their ids; blocks.
     *
     * @throws JournalException if the store cannot be read
     */
    List<AccountId> accounts();

    /**
     * The order that was placed or refused under a client key, however long ago; blocks.
     *
     * @throws JournalException if the store cannot be read
     */
    Optional<OrderId> findOrder(AccountId account, ClientKey key);
}
