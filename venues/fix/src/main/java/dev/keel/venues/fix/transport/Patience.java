package dev.keel.venues.fix.transport;

import java.time.Duration;

/**
 * How often, and for how long, a message is given to a listener that throws, before it is put aside
 * and the next one has its turn: both have to be over.
 */
public record Patience(int tries, Duration time) {
    /** Longer than a database needs to come back. */
    public static final Patience DEFAULT = new Patience(8, Duration.ofMinutes(5));

    public Patience {
        if (tries < 1) {
            throw new IllegalArgumentException("tries must be above 0, was " + tries);
        }
        if (time.isNegative()) {
            throw new IllegalArgumentException("time must not be negative, was " + time);
        }
    }
}
