package dev.keel.core.risk;

/**
 * A limit that an order would breach.
 *
 * @param limit what is allowed, in words and figures
 * @param actual what it would have been
 */
public record Violation(RefusalReason reason, String limit, String actual) {
    /** Such as {@code POSITION_SIZE: limit 0.1 of equity, was 0.25}. */
    @Override
    public String toString() {
        return reason + ": limit " + limit + ", was " + actual;
    }
}
