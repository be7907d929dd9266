package dev.keel.server.runtime;

import dev.keel.core.account.AccountState;
import dev.keel.core.journal.Append;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The account's latest durable state, to be waited for. For any number of threads. */
final class CommittedState implements CommitListener {
    private @Nullable AccountState latest;

    @Override
    public synchronized void onCommit(Append append) {
        latest = append.after();
        notifyAll();
    }

    /** The latest committed state, if the account has got further than a state that is known. */
    synchronized Optional<AccountState> laterThan(AccountState known) {
        return Optional.ofNullable(latest).filter(state -> state.sequence() > known.sequence());
    }

    /** Waits until a committed state is as wanted, at most for a while; false if it never was. */
    synchronized boolean await(Predicate<AccountState> wanted, Duration atMost)
            throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (latest == null || !wanted.test(latest)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return true;
    }
}
