package dev.keel.core.execution;

import dev.keel.core.account.AccountId;

/**
 * This process may no longer act for the account: its lease has ended, or another one has taken
 * over.
 */
public final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LeaseLostException(AccountId account) {
        super("the lease of account " + account + " has ended");
    }
}
