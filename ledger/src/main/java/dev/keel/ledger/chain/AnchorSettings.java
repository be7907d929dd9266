package dev.keel.ledger.chain;

import java.time.Duration;

/**
 * When chains are anchored: whichever comes first.
 *
 * @param interval between anchors, if anything was committed
 * @param events that are committed after an anchor
 */
public record AnchorSettings(Duration interval, long events) {
    public static final AnchorSettings DEFAULT = new AnchorSettings(Duration.ofSeconds(60), 10_000);

    public AnchorSettings {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("interval must be positive, was " + interval);
        }
        if (events < 1) {
            throw new IllegalArgumentException("events must be at least 1, was " + events);
        }
    }
}
