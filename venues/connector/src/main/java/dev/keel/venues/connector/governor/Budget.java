package dev.keel.venues.connector.governor;

import java.time.Duration;

/**
 * How much may leave within any stretch of time.
 *
 * @param limit weight within the window, above 0
 * @param window sliding: any stretch of this length
 */
public record Budget(String name, Scope scope, int limit, Duration window) {
    /** Who shares it. */
    public enum Scope {
        /** Everything that leaves from this machine's address. */
        ADDRESS,
        /** The requests of one key. */
        KEY
    }

    public Budget {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be above 0, was " + limit);
        }
        if (!window.isPositive()) {
            throw new IllegalArgumentException("window must be above 0, was " + window);
        }
    }
}
