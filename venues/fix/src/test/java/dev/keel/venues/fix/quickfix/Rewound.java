package dev.keel.venues.fix.quickfix;

import dev.keel.venues.fix.store.MemorySessionJournal;
import dev.keel.venues.fix.store.SessionChange;
import dev.keel.venues.fix.store.SessionJournal;
import dev.keel.venues.fix.store.SessionState;
import dev.keel.venues.fix.store.StoredMessage;
import java.util.List;

/** A session that has forgotten what it heard. */
final class Rewound implements SessionJournal {
    private final MemorySessionJournal memory = new MemorySessionJournal();

    Rewound(int nextSender, int nextTarget) {
        memory.commit(
                List.of(
                        new SessionChange.NextSender(nextSender),
                        new SessionChange.NextTarget(nextTarget)));
    }

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public SessionState load() {
        return memory.load();
    }

    @Override
    public void commit(List<SessionChange> changes) {
        memory.commit(changes);
    }

    @Override
    public List<StoredMessage> read(int from, int to, int limit) {
        return memory.read(from, to, limit);
    }

    @Override
    public void close() {
        memory.close();
    }
}
