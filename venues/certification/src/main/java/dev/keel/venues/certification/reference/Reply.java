package dev.keel.venues.certification.reference;

import java.time.Duration;

/**
 * An answer as it comes over the wire.
 *
 * @param pause how long the venue wants to be left alone; zero if it does not say
 */
record Reply(int status, String body, Duration pause) {
    Reply(int status, String body) {
        this(status, body, Duration.ZERO);
    }
}
