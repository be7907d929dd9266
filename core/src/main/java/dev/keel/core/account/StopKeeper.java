package dev.keel.core.account;

/** Who sees that what is held is given up at its stop. */
public enum StopKeeper {
    /** A stop order that lies at the venue; it works even while Keel does not. */
    VENUE,
    /**
     * Keel, by the prices that it sees, where the venue takes no stop orders that can be followed
     * from their placement to their trades. It needs a running process and fresh prices.
     */
    KEEL
}
