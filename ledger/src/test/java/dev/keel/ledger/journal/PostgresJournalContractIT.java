package dev.keel.ledger.journal;

import dev.keel.core.account.KillLevel;
import dev.keel.core.account.UserId;
import dev.keel.core.journal.Journal;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.ledger.TestDatabases;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.view.SharedLimits;
import dev.keel.ledger.view.TradingControls;
import dev.keel.testkit.JournalContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresJournalContractIT extends JournalContract {
    private final LedgerDatabase database = TestDatabases.open();
    private final TradingControls controls = new TradingControls(database);
    private final SharedLimits limits = new SharedLimits(database);

    /** Of a term that no test outlasts. */
    private PostgresJournal journal = started("one");

    private PostgresJournal other = started("two");

    @BeforeEach
    void start() {
        stop();
        journal = started("one");
        other = started("two");
    }

    @AfterEach
    void stop() {
        journal.close();
        other.close();
    }

    @AfterAll
    void close() {
        database.close();
    }

    private PostgresJournal started(String holder) {
        return PostgresJournal.start(
                database, JournalSettings.DEFAULT.withLeases(holder, Duration.ofHours(1)));
    }

    @Override
    protected Journal other() {
        return other;
    }

    @Override
    protected void endTerm() {
        TestDatabases.execute(
                database.address(),
                "UPDATE writer SET until = clock_timestamp() WHERE holder = 'one'");
    }

    @Override
    protected void haltUser(UserId user, KillLevel level, String reason) {
        controls.disableUser(user, level, reason, "test");
    }

    @Override
    protected void enableUser(UserId user) {
        controls.enableUser(user, "test");
    }

    @Override
    protected void limit(String scope, Money limit) {
        limits.set(scope, limit);
    }

    @Override
    protected void unlimit(String scope, Asset currency) {
        limits.clear(scope, currency);
    }

    @Override
    protected Money used(String scope, Asset currency) {
        return limits.read(scope, currency).orElseThrow().used();
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
