package dev.keel.venues.ccxt.table;

/**
 * An answer is not what it must be. What it says is not known then: never that nothing is there.
 */
public final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnreadableException(String message) {
        super(message);
    }
}
