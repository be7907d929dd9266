package dev.keel.venues.fix.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Several changes as one: the last number counts, and a reset takes back what was sent before. */
final class Batch {
    private final SortedMap<Integer, StoredMessage> messages = new TreeMap<>();
    private final List<SessionChange.Parked> parked = new ArrayList<>();
    private @Nullable Integer nextSender;
    private @Nullable Integer nextTarget;
    private @Nullable Instant resetAt;

    static Batch of(List<SessionChange> changes) {
        Batch batch = new Batch();
        changes.forEach(batch::add);
        return batch;
    }

    Optional<Integer> nextSender() {
        return Optional.ofNullable(nextSender);
    }

    Optional<Integer> nextTarget() {
        return Optional.ofNullable(nextTarget);
    }

    Optional<Instant> resetAt() {
        return Optional.ofNullable(resetAt);
    }

    Collection<StoredMessage> messages() {
        return messages.values();
    }

    List<SessionChange.Parked> parked() {
        return parked;
    }

    private void add(SessionChange change) {
        switch (change) {
            case SessionChange.Sent(int next, var message) -> {
                nextSender = next;
                message.ifPresent(sent -> messages.put(sent.sequence(), sent));
            }
            case SessionChange.NextSender(int number) -> nextSender = number;
            case SessionChange.NextTarget(int number) -> nextTarget = number;
            case SessionChange.Reset(Instant at) -> {
                nextSender = 1;
                nextTarget = 1;
                resetAt = at;
                messages.clear();
            }
            case SessionChange.Parked message -> parked.add(message);
        }
    }
}
