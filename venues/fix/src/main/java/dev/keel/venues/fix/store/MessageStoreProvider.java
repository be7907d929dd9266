package dev.keel.venues.fix.store;

/** Opens the place of a session's state. */
@FunctionalInterface
public interface MessageStoreProvider {
    /** Blocks not at all: what is there is read with {@link SessionJournal#load}. */
    SessionJournal open(String session);

    /**
     * The same for a session whose numbers begin anew with every logon. Nothing of it is read after
     * the database itself has died, so nobody has to wait for a disk.
     */
    default SessionJournal openForOneLogon(String session) {
        return open(session);
    }

    /** Forgotten with the process: for tests, and for sessions that only carry market data. */
    static MessageStoreProvider inMemory() {
        return _ -> new MemorySessionJournal();
    }
}
