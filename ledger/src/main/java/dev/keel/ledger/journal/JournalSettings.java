package dev.keel.ledger.journal;

/**
 * The bounds of the journal.
 *
 * @param queuedAppends appends that may wait for a commit; whoever brings more waits
 * @param eventsPerCommit events in one transaction, a single greater append aside
 */
public record JournalSettings(int queuedAppends, int eventsPerCommit) {
    public static final JournalSettings DEFAULT = new JournalSettings(4_096, 2_000);

    public JournalSettings {
        if (queuedAppends < 1) {
            throw new IllegalArgumentException(
                    "queuedAppends must be at least 1, was " + queuedAppends);
        }
        if (eventsPerCommit < 1) {
            throw new IllegalArgumentException(
                    "eventsPerCommit must be at least 1, was " + eventsPerCommit);
        }
    }
}
