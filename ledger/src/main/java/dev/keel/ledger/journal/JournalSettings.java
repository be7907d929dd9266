package dev.keel.ledger.journal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * The bounds of the journal.
 *
 * @param queuedAppends appends that may wait for a committer; whoever brings more waits
 * @param eventsPerCommit events in one transaction, a single greater append aside
 * @param committers transactions that may be under way at a time; each account is committed by one
 *     of them
 * @param leaseTerm how long others must wait for the accounts of a process that died
 * @param holder what others are told about who holds an account
 */
public record JournalSettings(
        int queuedAppends, int eventsPerCommit, int committers, Duration leaseTerm, String holder) {
    private static final Duration DEFAULT_TERM = Duration.ofSeconds(10);
    private static final Duration SHORTEST_TERM = Duration.ofMillis(500);
    private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(2);

    /** While one transaction waits for the disk, the database works on the other. */
    public static final JournalSettings DEFAULT =
            new JournalSettings(4_096, 2_000).withCommitters(2);

    public JournalSettings {
        if (queuedAppends < 1) {
            throw new IllegalArgumentException(
                    "queuedAppends must be at least 1, was " + queuedAppends);
        }
        if (eventsPerCommit < 1) {
            throw new IllegalArgumentException(
                    "eventsPerCommit must be at least 1, was " + eventsPerCommit);
        }
        if (committers < 1) {
            throw new IllegalArgumentException("committers must be at least 1, was " + committers);
        }
        if (leaseTerm.compareTo(SHORTEST_TERM) < 0) {
            throw new IllegalArgumentException(
                    "leaseTerm must be at least " + SHORTEST_TERM + ", was " + leaseTerm);
        }
        if (holder.isBlank()) {
            throw new IllegalArgumentException("holder must be given");
        }
    }

    /** With one committer, and leases of ten seconds, held by this host and process. */
    public JournalSettings(int queuedAppends, int eventsPerCommit) {
        this(queuedAppends, eventsPerCommit, 1, DEFAULT_TERM, thisProcess());
    }

    /** The same with as many committers. */
    public JournalSettings withCommitters(int newCommitters) {
        return new JournalSettings(
                queuedAppends, eventsPerCommit, newCommitters, leaseTerm, holder);
    }

    /** The same with another holder, and leases of another term. */
    public JournalSettings withLeases(String newHolder, Duration newTerm) {
        return new JournalSettings(queuedAppends, eventsPerCommit, committers, newTerm, newHolder);
    }

    /**
     * How long a transaction may keep its locks while its process says nothing. A process that
     * stands still in the middle of one holds rows that others need; about a term later they must
     * get them, or nobody could take its accounts over. Never shorter than a pause that a living
     * process may make; what its statements take, or wait, does not count.
     */
    Duration silenceInTransaction() {
        return leaseTerm.compareTo(SHORTEST_PATIENCE) < 0 ? SHORTEST_PATIENCE : leaseTerm;
    }

    private static String thisProcess() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            host = "localhost";
        }
        return host + "/" + ProcessHandle.current().pid();
    }
}
