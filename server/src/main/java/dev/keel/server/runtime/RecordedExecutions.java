package dev.keel.server.runtime;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Journal;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.performance.ExecutionHistory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an account's market orders ever since it was opened: read from the journal when
 * strategies begin that learn from it, and followed from there on. Hence a strategy that is shown
 * its past after a restart is told what it was told before. For any number of threads.
 */
final class RecordedExecutions implements CommitListener {
    private final AccountId account;
    private final Journal journal;
    private final Object oneReader = new Object();

    /** What is followed; null until it is asked for. */
    private @Nullable ExecutionHistory history;

    /** The last event that the history has. */
    private long sequence;

    /** What is committed while the journal is read; null while it is not. */
    private @Nullable List<Append> arrived;

    RecordedExecutions(AccountId account, Journal journal) {
        this.account = account;
        this.journal = journal;
    }

    @Override
    public synchronized void onCommit(Append append) {
        if (arrived != null) {
            arrived.add(append);
        } else if (history != null) {
            take(append, history);
        }
    }

    /**
     * Reads the journal anew, and follows it: of an append whose outcome was unknown nobody was
     * told, though it may be there. The history that was given before is not followed any more.
     * Blocks.
     */
    ExecutionHistory read() {
        synchronized (oneReader) {
            begin();
            try {
                return follow(journal.read(account, 0));
            } finally {
                end();
            }
        }
    }

    private synchronized void begin() {
        history = null;
        arrived = new ArrayList<>();
    }

    private synchronized void end() {
        arrived = null;
    }

    private synchronized ExecutionHistory follow(List<RecordedEvent> events) {
        ExecutionHistory read = new ExecutionHistory();
        sequence = 0;
        for (RecordedEvent event : events) {
            read.accept(event.event());
            sequence = event.sequence();
        }
        List<Append> meanwhile = arrived == null ? List.of() : arrived;
        meanwhile.forEach(append -> take(append, read));
        arrived = null;
        history = read;
        return read;
    }

    private void take(Append append, ExecutionHistory into) {
        long next = append.expectedSequence();
        for (AccountEvent event : append.events()) {
            next++;
            if (next > sequence) {
                into.accept(event);
                sequence = next;
            }
        }
    }
}
