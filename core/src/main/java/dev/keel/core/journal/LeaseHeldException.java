package dev.keel.core.journal;

import dev.keel.core.account.AccountId;

/** Another holder's lease of the account still runs. */
public final class LeaseHeldException extends JournalException {
    private static final long serialVersionUID = 1;

    public LeaseHeldException(AccountId account, String holder) {
        super("account " + account + " is held by " + holder);
    }
}
