package dev.keel.ledger.journal;

import dev.keel.core.journal.Journal;
import dev.keel.ledger.TestDatabases;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.testkit.JournalContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresJournalContractIT extends JournalContract {
    private final LedgerDatabase database = TestDatabases.open();
    private final PostgresJournal journal =
            PostgresJournal.start(database, JournalSettings.DEFAULT);

    @AfterAll
    void close() {
        journal.close();
        database.close();
    }

    @Override
    protected Journal journal() {
        return journal;
    }

    @Override
    protected void halt(String reason) {
        TestDatabases.execute(
                database.address(),
                "UPDATE trading_control SET trading_enabled = false, stop_reason = '"
                        + reason
                        + "'");
    }

    @Override
    protected void enable() {
        TestDatabases.execute(
                database.address(),
                "UPDATE trading_control SET trading_enabled = true, stop_reason = NULL");
    }
}
