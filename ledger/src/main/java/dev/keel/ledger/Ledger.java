package dev.keel.ledger;

import dev.keel.core.journal.Journal;
import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.database.LedgerException;
import dev.keel.ledger.journal.DueBooks;
import dev.keel.ledger.journal.JournalSettings;
import dev.keel.ledger.journal.PostgresJournal;
import dev.keel.ledger.verify.LedgerVerifier;
import dev.keel.ledger.view.BooksReader;
import dev.keel.ledger.view.FeedPositions;
import dev.keel.ledger.view.LedgerReader;
import dev.keel.ledger.view.SharedLimits;
import dev.keel.ledger.view.TradingControls;
import dev.keel.ledger.view.WhyReader;

/**
 * The ledger: a database with its schema, the journal that writes it, and those who read it. Safe
 * for any number of threads.
 */
public final class Ledger implements AutoCloseable {
    private final LedgerDatabase database;
    private final PostgresJournal journal;

    private Ledger(LedgerDatabase database, JournalSettings settings) {
        this.database = database;
        this.journal = PostgresJournal.start(database, settings);
    }

    /**
     * Opens the ledger in a database, bringing its schema up to date; blocks.
     *
     * @throws LedgerException if the database cannot be reached or is not fit, see {@link
     *     LedgerDatabase#open}
     */
    public static Ledger open(DatabaseAddress address) {
        return open(address, JournalSettings.DEFAULT);
    }

    /** The same with other bounds of the journal. */
    public static Ledger open(DatabaseAddress address, JournalSettings settings) {
        LedgerDatabase database = LedgerDatabase.open(address);
        try {
            DueBooks.book(database);
            return new Ledger(database, settings);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    public Journal journal() {
        return journal;
    }

    public LedgerReader reader() {
        return new LedgerReader(database);
    }

    /** What the books, differences and safety rules left behind. */
    public BooksReader books() {
        return new BooksReader(database);
    }

    /** Why something was, or was not, traded. */
    public WhyReader why() {
        return new WhyReader(database);
    }

    public LedgerVerifier verifier() {
        return new LedgerVerifier(database);
    }

    /** The kill switches above accounts. */
    public TradingControls controls() {
        return new TradingControls(database);
    }

    /** Limits over several accounts. */
    public SharedLimits limits() {
        return new SharedLimits(database);
    }

    /** How far replays have played. */
    public FeedPositions feeds() {
        return new FeedPositions(database);
    }

    /** Commits what was taken, then lets go of the database; blocks. */
    @Override
    public void close() {
        try {
            journal.close();
        } finally {
            database.close();
        }
    }
}
