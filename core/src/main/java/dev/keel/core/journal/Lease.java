package dev.keel.core.journal;

import dev.keel.core.account.AccountId;

/**
 * The right to write to an account and to send its orders. A later lease ends every earlier one.
 */
public interface Lease {
    AccountId account();

    /**
     * Its number, greater than that of every earlier lease of the account; 0 where none are kept.
     */
    long token();

    /**
     * Whether it certainly still runs by this holder's clock. Nothing is sent when it does not:
     * another holder may have taken over.
     */
    boolean isHeld();

    /** Lets go, so that the next holder need not wait. */
    void release();

    /** A lease of a journal that only this process can write to. */
    static Lease unfenced(AccountId account) {
        return new Lease() {
            @Override
            public AccountId account() {
                return account;
            }

            @Override
            public long token() {
                return 0;
            }

            @Override
            public boolean isHeld() {
                return true;
            }

            @Override
            public void release() {}
        };
    }
}
