package dev.keel.venues.fix.store;

import java.time.Instant;
import java.util.Optional;

/** What happens to a session; several are stored together. */
public sealed interface SessionChange {
    /**
     * A message takes its number.
     *
     * @param message empty for one of the session layer's own, which is never sent again
     */
    record Sent(int nextSender, Optional<StoredMessage> message) implements SessionChange {}

    record NextSender(int number) implements SessionChange {}

    record NextTarget(int number) implements SessionChange {}

    /** Both numbers begin at 1, and what was sent before cannot be asked for any more. */
    record Reset(Instant at) implements SessionChange {}

    /** A message of the counterparty that could not be taken over is put aside. */
    record Parked(int sequence, Instant at, String body, String why) implements SessionChange {}
}
