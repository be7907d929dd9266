package dev.keel.venues.fix.store;

/** Opens the place of a session's state. */
@FunctionalInterface
public interface MessageStoreProvider {
    /** Blocks not at all: what is there is read with {@link SessionJournal#load}. */
    SessionJournal open(String session);

    /** Forgotten with the process: for tests, and for sessions that only carry market data. */
    static MessageStoreProvider inMemory() {
        return _ -> new MemorySessionJournal();
    }
}
