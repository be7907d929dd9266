package dev.keel.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.core.journal.JournalException;
import dev.keel.core.journal.Lease;
import dev.keel.core.journal.LeaseHeldException;
import dev.keel.ledger.TestDatabases;
import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.ledger.database.LedgerDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two processes on one database. */
@Timeout(60)
class LeasesIT {
    private static final JournalSettings SETTINGS =
            JournalSettings.DEFAULT.withLeases("nobody", Duration.ofSeconds(1));

    private final DatabaseAddress address = TestDatabases.create();
    private final LedgerDatabase database = LedgerDatabase.open(address);
    private final PostgresJournal first = started("first");
    private final PostgresJournal second = started("second");
    private final Life life = Life.of("a", 1);

    @AfterEach
    void close() {
        first.close();
        second.close();
        database.close();
        TestDatabases.drop(address);
    }

    @Test
    void keepsAnAccountForManyTermsWhileItsHeartGoesOn() {
        Lease lease = first.acquire(life.id());
        String begun = until("first");
        await(() -> until("first").compareTo(begun) > 0 && isPast(begun));

        assertThat(lease.isHeld()).isTrue();
        assertThatThrownBy(() -> second.acquire(life.id()))
                .isInstanceOf(LeaseHeldException.class)
                .hasMessageContaining("held by first");
    }

    @Test
    void givesUpItsAccountsWhenItCloses() {
        first.acquire(life.id());

        first.close();

        assertThat(second.acquire(life.id()).isHeld()).isTrue();
        assertThat(TestDatabases.query(address, "SELECT string_agg(holder, ' ') FROM writer"))
                .isEqualTo("second");
        assertThatThrownBy(() -> first.acquire(life.id())).isInstanceOf(JournalException.class);
    }

    @Test
    void goesOnAfterTheHeartbeatsConnectionWasCut() {
        Lease lease = first.acquire(life.id());
        TestDatabases.query(
                address,
                "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity"
                        + " WHERE datname = current_database()"
                        + " AND application_name = 'keel-lease'");
        String cut = until("first");

        await(() -> until("first").compareTo(cut) > 0);

        assertThat(lease.isHeld()).isTrue();
    }

    /** As it is for a process that hangs: its heartbeat waits, and it stops by its own clock. */
    @Test
    void holdsNothingWhileItsHeartStandsStill() throws SQLException {
        Lease lease = first.acquire(life.id());
        try (Connection hanging = TestDatabases.connect(address);
                Statement statement = hanging.createStatement()) {
            hanging.setAutoCommit(false);
            statement.execute("SELECT 1 FROM writer WHERE holder = 'first' FOR UPDATE");

            await(() -> !lease.isHeld());
        }

        await(lease::isHeld);
    }

    @Test
    void learnsWhatWasTakenInAGapAndKeepsTheRest() {
        Life kept = Life.of("b", 2);
        Lease lost = first.acquire(life.id());
        Lease left = first.acquire(kept.id());
        Life.commit(first, fenced(life.opening(), lost));

        TestDatabases.execute(
                address,
                "UPDATE account_lease SET token = 2, writer_id = gen_random_uuid()"
                        + " WHERE account_id = 'a';"
                        + "UPDATE writer SET until = '-infinity' WHERE holder = 'first'");
        await(() -> !lost.isHeld());
        await(left::isHeld);

        assertThat(lost.isHeld()).isFalse();
        assertThat(appended(fenced(life.next(Life.deposit()), lost)))
                .isEqualTo(new Appended.Fenced(2));
        Life.commit(first, fenced(kept.opening(), left));
    }

    /** Whoever takes over waits for commits of the holder before, and none comes after. */
    @Test
    void takesOverOnlyAfterACommitUnderWay() throws SQLException {
        Lease lease = first.acquire(life.id());
        Life.commit(first, fenced(life.opening(), lease));
        CompletableFuture<Lease> takeover;
        try (Connection committing = TestDatabases.connect(address);
                Statement statement = committing.createStatement()) {
            committing.setAutoCommit(false);
            statement.execute("SELECT 1 FROM account WHERE id = 'a' FOR UPDATE");
            lease.release();
            takeover = CompletableFuture.supplyAsync(() -> second.acquire(life.id()));
            await(this::somebodyWaits);
            assertThat(takeover).isNotDone();
            committing.commit();
        }

        assertThat(Life.await(takeover).token()).isEqualTo(2);
        assertThat(appended(fenced(life.next(Life.deposit()), lease)))
                .isEqualTo(new Appended.Fenced(2));
    }

    /** As it is for a process that stands still between a transaction's writes and its commit. */
    @Test
    void takesOverFromAHolderThatStandsStillInItsTransaction() throws SQLException {
        Lease lease = first.acquire(life.id());
        Life.commit(first, fenced(life.opening(), lease));
        Append late = fenced(life.next(Life.deposit()), lease);

        try (CommitSession still = CommitSession.open(database, SETTINGS.silenceInTransaction())) {
            assertThat(still.write(List.of(PendingAppend.of(late))))
                    .containsExactly(Appended.Committed.INSTANCE);
            lease.release();

            assertThat(second.acquire(life.id()).token()).isEqualTo(2);
            assertThatThrownBy(still::commit).isInstanceOf(SQLException.class);
        }
        assertThat(first.read(life.id(), late.expectedSequence())).isEmpty();
    }

    /** What the server does, or waits for, is no silence. */
    @Test
    void letsASlowCommitThatLivesEnd() throws SQLException {
        Lease lease = first.acquire(life.id());
        Life.commit(first, fenced(life.opening(), lease));
        PendingAppend append = PendingAppend.of(fenced(life.next(Life.deposit()), lease));

        try (CommitSession slow = CommitSession.open(database, Duration.ofSeconds(1));
                Connection other = TestDatabases.connect(address);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT 1 FROM account WHERE id = 'a' FOR UPDATE");
            CompletableFuture<List<Appended>> written =
                    CompletableFuture.supplyAsync(() -> write(slow, append));
            await(this::somebodyWaits);
            statement.execute("SELECT pg_sleep(1.5)");
            other.commit();

            assertThat(Life.await(written)).containsExactly(Appended.Committed.INSTANCE);
            slow.commit();
        }
        assertThat(first.read(life.id(), append.before())).hasSize(1);
    }

    private static List<Appended> write(CommitSession session, PendingAppend append) {
        try {
            return session.write(List.of(append));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean somebodyWaits() {
        return TestDatabases.query(
                        address,
                        "SELECT count(*) FROM pg_stat_activity"
                                + " WHERE datname = current_database()"
                                + " AND wait_event_type = 'Lock'")
                .equals("1");
    }

    private PostgresJournal started(String holder) {
        return PostgresJournal.start(database, SETTINGS.withLeases(holder, SETTINGS.leaseTerm()));
    }

    private Appended appended(Append append) {
        return Life.await(first.append(append).toCompletableFuture());
    }

    private static Append fenced(Append append, Lease lease) {
        return new Append(
                append.expectedSequence(), append.events(), append.after(), lease.token());
    }

    private String until(String holder) {
        return TestDatabases.query(
                address, "SELECT until FROM writer WHERE holder = '" + holder + "'");
    }

    private boolean isPast(String time) {
        return TestDatabases.query(address, "SELECT clock_timestamp() > '" + time + "'")
                .equals("t");
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
