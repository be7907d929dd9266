package dev.keel.venues.fix.store;

import java.util.List;

/**
 * Where one session's state is kept. Its methods are called by one thread at a time, but for {@link
 * #read}.
 */
public interface SessionJournal extends AutoCloseable {
    /**
     * Whether a commit takes as long as a disk does, so that several changes had better share it.
     */
    boolean isDurable();

    /**
     * Reads the state; creates it for a new session. Also the way back after a failure.
     *
     * @throws StoreException if it cannot be read, or another process has the session
     */
    SessionState load();

    /**
     * Stores changes, in their order: all of them or none.
     *
     * @throws StoreException if they are not stored, or it is not known whether they are; then
     *     {@link #load} comes before the next commit
     */
    void commit(List<SessionChange> changes);

    /**
     * What was sent with these numbers, oldest first; the newest ones if there are more than the
     * limit.
     *
     * @throws StoreException if it cannot be read
     */
    List<StoredMessage> read(int from, int to, int limit);

    @Override
    void close();
}
