package dev.keel.venues.certification.ccxt;

import dev.keel.venues.connector.governor.Governor;
import dev.keel.venues.connector.governor.Lane;
import java.time.Instant;

/** Lets every request leave at once: a simulator has no limits but those of its faults. */
final class AtOnce implements Governor {
    @Override
    public void submit(Lane lane, String key, String endpoint, Instant notAfter, Request request) {
        request.send();
    }

    /** A pause that a simulated fault asks for is not kept: the cases are not about pauses. */
    @Override
    public void holdUntil(Instant until, String why) {}
}
