package dev.keel.venues.connector;

/** A connector's call failed. Never carries a secret: not in its message, not in a cause. */
public final class ConnectorException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Category category;

    /** What the caller can do about it. */
    public enum Category {
        /** It may be tried again; nothing was done. */
        RETRYABLE,
        RATE_LIMITED,
        /** The keys are wrong, or may not do this. */
        UNAUTHORISED,
        /** The venue, or the connector before it, says no. */
        REFUSED,
        /** It may have been done. */
        UNKNOWN_OUTCOME,
        /** It will not get better by itself. */
        FATAL
    }

    public ConnectorException(Category category, String message) {
        super(message);
        this.category = category;
    }

    public Category category() {
        return category;
    }
}
