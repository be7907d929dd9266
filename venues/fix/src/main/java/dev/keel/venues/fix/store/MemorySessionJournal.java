package dev.keel.venues.fix.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Keeps a session in memory, and only its newest messages. For any number of threads. */
public final class MemorySessionJournal implements SessionJournal {
    private static final int MAX_MESSAGES = 20_000;

    private final NavigableMap<Integer, StoredMessage> messages = new TreeMap<>();
    private final List<SessionChange.Parked> parked = new ArrayList<>();
    private SessionState state = new SessionState(1, 1, Instant.EPOCH);

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public synchronized SessionState load() {
        return state;
    }

    @Override
    public synchronized void commit(List<SessionChange> changes) {
        changes.forEach(this::apply);
    }

    @Override
    public synchronized List<StoredMessage> read(int from, int to, int limit) {
        if (from > to) {
            return List.of();
        }
        List<StoredMessage> found = List.copyOf(messages.subMap(from, true, to, true).values());
        return found.subList(Math.max(0, found.size() - limit), found.size());
    }

    /** What was put aside. */
    public synchronized List<SessionChange.Parked> parked() {
        return List.copyOf(parked);
    }

    @Override
    public void close() {
        // Another transport of the same test may go on with it.
    }

    private void apply(SessionChange change) {
        switch (change) {
            case SessionChange.Sent(int next, var message) -> {
                state = new SessionState(next, state.nextTarget(), state.since());
                message.ifPresent(this::keep);
            }
            case SessionChange.NextSender(int number) ->
                    state = new SessionState(number, state.nextTarget(), state.since());
            case SessionChange.NextTarget(int number) ->
                    state = new SessionState(state.nextSender(), number, state.since());
            case SessionChange.Reset(Instant at) -> {
                state = new SessionState(1, 1, at);
                messages.clear();
            }
            case SessionChange.Parked message -> parked.add(message);
        }
    }

    private void keep(StoredMessage message) {
        messages.put(message.sequence(), message);
        if (messages.size() > MAX_MESSAGES) {
            messages.pollFirstEntry();
        }
    }
}
