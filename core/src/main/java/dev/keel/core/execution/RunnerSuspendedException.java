package dev.keel.core.execution;

import dev.keel.core.account.AccountId;

/**
 * The account does not act: its last commit failed or an invariant broke. Whether anything followed
 * from the command, the journal knows once the runner has recovered.
 */
public final class RunnerSuspendedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RunnerSuspendedException(AccountId account, Throwable cause) {
        super("account " + account + " is suspended: " + cause.getMessage(), cause);
    }
}
