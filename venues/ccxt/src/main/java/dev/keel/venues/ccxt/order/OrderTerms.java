package dev.keel.venues.ccxt.order;

import java.time.Duration;

/**
 * What of an account goes into its orders.
 *
 * @param clockOffset the venue's time less ours
 * @param isolated whether a contract's margin is its own; else it is the account's
 */
public record OrderTerms(Duration clockOffset, boolean isolated) {
    public static final OrderTerms PLAIN = new OrderTerms(Duration.ZERO, false);

    String marginMode() {
        return isolated ? "isolated" : "cross";
    }
}
