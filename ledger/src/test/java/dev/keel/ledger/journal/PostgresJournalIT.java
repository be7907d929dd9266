package dev.keel.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.KillLevel;
import dev.keel.core.account.SharedLimit;
import dev.keel.core.account.UserId;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.core.journal.Journal;
import dev.keel.core.journal.JournalException;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.VenueReport;
import dev.keel.ledger.Ledger;
import dev.keel.ledger.TestDatabases;
import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.verify.LedgerVerifier;
import dev.keel.ledger.view.SharedLimits;
import dev.keel.ledger.view.TradingControls;
import dev.keel.testkit.AccountHistories;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresJournalIT {
    private final DatabaseAddress address = TestDatabases.create();
    private final LedgerDatabase database = LedgerDatabase.open(address);

    /** One committer, so that what waits for it is one batch. */
    private final PostgresJournal journal =
            PostgresJournal.start(database, JournalSettings.DEFAULT.withCommitters(1));

    @AfterEach
    void close() {
        journal.close();
        database.close();
        TestDatabases.drop(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE event SET type = 'x'",
                "UPDATE event SET type = 'x' WHERE false",
                "DELETE FROM event",
                "TRUNCATE event",
                "SET session_replication_role = replica; DELETE FROM event"
            })
    void refusesToChangeEvents(String sql) {
        Life.commit(journal, Life.of("a", 1).opening());

        assertThatThrownBy(() -> TestDatabases.execute(address, sql))
                .rootCause()
                .hasMessageContaining("event is append-only");
        assertThat(journal.read(AccountId.of("a"), 0)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 40, 2_000})
    void writesTablesThatTheReplayConfirmsWhateverTheBatches(int eventsPerCommit) {
        try (PostgresJournal other =
                PostgresJournal.start(
                        database, new JournalSettings(64, eventsPerCommit).withCommitters(2))) {
            List<CompletableFuture<Appended>> outcomes = new ArrayList<>();
            for (Append append : AccountHistories.ofSeed(eventsPerCommit).take(200)) {
                outcomes.add(other.append(append).toCompletableFuture());
            }

            assertThat(outcomes).extracting(Life::await).containsOnly(Appended.Committed.INSTANCE);
        }

        assertThat(new LedgerVerifier(database).verify().differences()).isEmpty();
    }

    @Test
    void letsOneBadAppendFailAloneInItsBatch() {
        Life first = Life.of("first", 1);
        Life.commit(journal, first.opening());
        List<Life> good = IntStream.range(10, 20).mapToObj(i -> Life.of("good-" + i, i)).toList();
        Append sameNumber = Life.of("bad", 1).opening();

        List<CompletableFuture<Appended>> outcomes =
                asOneBatch(
                        first,
                        () -> {
                            List<CompletableFuture<Appended>> queued = new ArrayList<>();
                            good.forEach(life -> queued.add(append(life.opening())));
                            queued.add(4, append(sameNumber));
                            return queued;
                        });

        assertThatThrownBy(() -> outcomes.remove(4).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("events 1 to 3 of account bad were not written")
                .hasMessageContaining("account_number_key");
        assertThat(outcomes).extracting(Life::await).containsOnly(Appended.Committed.INSTANCE);
        assertThat(journal.accounts()).hasSize(11).doesNotContain(AccountId.of("bad"));
    }

    @Test
    void failsOnlyTheAccountWhoseTablesAreDamaged() {
        Life damaged = Life.of("damaged", 1);
        Life whole = Life.of("whole", 2);
        for (Life life : List.of(damaged, whole)) {
            Life.commit(journal, life.opening());
            Life.commit(journal, life.next(Life.buy("key")));
        }
        TestDatabases.execute(address, "DELETE FROM trade_ledger WHERE account_id = 'damaged'");

        List<CompletableFuture<Appended>> outcomes =
                asOneBatch(
                        whole, () -> List.of(append(accepted(damaged)), append(accepted(whole))));

        assertThatThrownBy(() -> outcomes.getFirst().join())
                .cause()
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("table trade_ledger lacks rows");
        assertThat(Life.await(outcomes.getLast())).isEqualTo(Appended.Committed.INSTANCE);
        assertThat(journal.read(damaged.id(), 0)).hasSize(4);
    }

    @Test
    void goesOnAfterItsConnectionWasCutBetweenCommits() {
        Life life = Life.of("a", 1);
        Life.commit(journal, life.opening());
        killCommitter();

        Life.commit(journal, life.next(Life.deposit()));

        assertThat(journal.read(life.id(), 0)).hasSize(4);
    }

    @Test
    void failsWhatIsUnderWayWhenTheServerRefusesAndGoesOnLater() {
        Life life = Life.of("a", 1);
        Life.commit(journal, life.opening());
        TestDatabases.execute(address, "ALTER TABLE event RENAME TO hidden");

        CompletableFuture<Appended> outcome = append(life.peek(Life.deposit()));

        assertThatThrownBy(outcome::join).cause().isInstanceOf(JournalException.class);
        TestDatabases.execute(address, "ALTER TABLE hidden RENAME TO event");
        Life.commit(journal, life.next(Life.deposit()));
        assertThat(journal.read(life.id(), 0)).hasSize(4);
    }

    /** Nobody knows whether it was written; who reads afterwards sees what became of it. */
    @Test
    void tellsWhenTheOutcomeOfACommitIsUnknown() throws IOException {
        Life life = Life.of("a", 1);
        Life.commit(journal, life.opening());
        try (CuttingProxy proxy = new CuttingProxy(address);
                LedgerDatabase through = LedgerDatabase.open(proxy.address(address));
                PostgresJournal shaky = PostgresJournal.start(through, JournalSettings.DEFAULT)) {
            proxy.loseNextAnswer();

            CompletableFuture<Appended> outcome =
                    shaky.append(life.peek(Life.deposit())).toCompletableFuture();

            assertThatThrownBy(outcome::join)
                    .cause()
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("events 4 to 4 of account a may or may not be written");
            assertThat(proxy.hasLostOne()).isTrue();
            assertThat(shaky.read(life.id(), 3)).hasSize(1);
            assertThat(Life.await(shaky.append(life.peek(Life.deposit())).toCompletableFuture()))
                    .isEqualTo(new Appended.Conflict(4));
        }
    }

    @Test
    void readsOnlyAfterAWriterOfTheAccountHasEnded() throws SQLException {
        Life life = Life.of("a", 1);
        Life.commit(journal, life.opening());
        CompletableFuture<List<RecordedEvent>> read;
        try (Connection writer = TestDatabases.connect(address);
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("SELECT 1 FROM account WHERE id = 'a' FOR UPDATE");
            statement.execute(
                    "INSERT INTO event (account_id, sequence, type, at, payload, hash) SELECT account_id,"
                            + " 4, 'funds_moved', at, payload, hash FROM event WHERE sequence = 2");
            read = CompletableFuture.supplyAsync(() -> journal.read(life.id(), 0));
            awaitWaiter();
            assertThat(read).isNotDone();
            writer.commit();
        }

        assertThat(Life.await(read)).hasSize(4);
    }

    @Test
    void answersWhatItTookBeforeItCloses() {
        PostgresJournal closing = PostgresJournal.start(database, JournalSettings.DEFAULT);
        Life life = Life.of("a", 1);
        List<CompletableFuture<Appended>> outcomes = new ArrayList<>();
        outcomes.add(closing.append(life.opening()).toCompletableFuture());
        for (int i = 0; i < 200; i++) {
            outcomes.add(closing.append(life.next(Life.deposit())).toCompletableFuture());
        }

        closing.close();

        assertThat(outcomes).extracting(Life::await).containsOnly(Appended.Committed.INSTANCE);
        assertThatThrownBy(() ->
                        closing.append(life.next(Life.deposit())).toCompletableFuture().join())
                .cause()
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void makesCallersWaitWhileTheQueueIsFull() {
        Life life = Life.of("a", 1);
        Life.commit(journal, life.opening());
        AtomicLong taken = new AtomicLong();
        try (PostgresJournal narrow = PostgresJournal.start(database, new JournalSettings(2, 1))) {
            CompletableFuture<List<CompletableFuture<Appended>>> caller;
            try (Connection blocker = TestDatabases.connect(address)) {
                lock(blocker, life.id());
                caller =
                        CompletableFuture.supplyAsync(() -> {
                            List<CompletableFuture<Appended>> outcomes = new ArrayList<>();
                            for (int i = 0; i < 10; i++) {
                                outcomes.add(
                                        narrow.append(life.next(Life.deposit()))
                                                .toCompletableFuture());
                                taken.incrementAndGet();
                            }
                            return outcomes;
                        });
                awaitWaiter();
                assertThat(caller).isNotDone();
                assertThat(taken).hasValueLessThanOrEqualTo(3);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
            assertThat(Life.await(caller))
                    .extracting(Life::await)
                    .containsOnly(Appended.Committed.INSTANCE);
        }
    }

    @Test
    void writesAnAppendThatIsGreaterThanACommitMayBe() {
        Life life = Life.of("a", 1);
        try (PostgresJournal narrow = PostgresJournal.start(database, new JournalSettings(2, 1))) {
            Life.commit(narrow, life.opening());
        }

        assertThat(journal.read(life.id(), 0)).hasSize(3);
    }

    @Test
    void letsTwoProcessesRaceForAccountsWithoutLosingAnEvent() {
        List<Life> lives = IntStream.range(1, 9).mapToObj(i -> Life.of("a" + i, i)).toList();
        try (PostgresJournal rival = PostgresJournal.start(database, JournalSettings.DEFAULT)) {
            List<CompletableFuture<Long>> writers = new ArrayList<>();
            for (Journal one : List.<Journal>of(journal, rival)) {
                for (Life life : lives) {
                    writers.add(CompletableFuture.supplyAsync(() -> race(one, life)));
                }
            }
            writers.forEach(Life::await);
            long won = writers.stream().mapToLong(Life::await).sum();

            assertThat(lives)
                    .allSatisfy(life -> assertThat(journal.read(life.id(), 0)).isNotEmpty());
            assertThat(lives.stream().mapToLong(life -> journal.read(life.id(), 0).size()).sum())
                    .isEqualTo(won);
        }
        assertThat(new LedgerVerifier(database).verify().differences()).isEmpty();
    }

    /** Whoever has turned the switch sees all the risk there will be. */
    @Test
    void commitsNoRiskAfterTheKillSwitch() {
        TradingControls controls = new TradingControls(database);
        List<Life> lives = IntStream.range(1, 21).mapToObj(i -> Life.of("a" + i, i)).toList();
        lives.forEach(life -> Life.commit(journal, life.opening()));
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong halted = new AtomicLong();
        List<CompletableFuture<Void>> buyers =
                lives.stream()
                        .map(life -> CompletableFuture.runAsync(() -> buyUntil(stop, life, halted)))
                        .toList();

        for (int round = 0; round < 15; round++) {
            long before = risks();
            while (risks() < before + 20) {
                Thread.onSpinWait();
            }
            controls.disable("round " + round, "test");
            long atOnce = risks();
            Life.commit(journal, Life.of("later-" + round, 1_000 + round).opening());
            assertThat(risks()).isEqualTo(atOnce);
            controls.enable("test");
        }
        stop.set(true);
        buyers.forEach(Life::await);

        assertThat(halted).hasPositiveValue();
    }

    /** Whoever has stopped a user sees all the risk that the user will have. */
    @Test
    void commitsNoRiskOfAUserAfterTheUsersKillSwitch() {
        TradingControls controls = new TradingControls(database);
        List<Life> lives = IntStream.range(1, 21).mapToObj(i -> Life.of("a" + i, i)).toList();
        lives.forEach(life -> Life.commit(journal, life.opening()));
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong halted = new AtomicLong();
        List<CompletableFuture<Void>> buyers =
                lives.stream()
                        .map(life -> CompletableFuture.runAsync(() -> buyUntil(stop, life, halted)))
                        .toList();

        for (int round = 0; round < 5; round++) {
            long before = risks();
            while (risks() < before + 20) {
                Thread.onSpinWait();
            }
            controls.disableUser(UserId.OWNER, KillLevel.NO_NEW, "round " + round, "test");
            long atOnce = risks();
            Life.commit(journal, Life.of("later-" + round, 1_000 + round).opening());
            assertThat(risks()).isEqualTo(atOnce);
            controls.enableUser(UserId.OWNER, "test");
        }
        stop.set(true);
        buyers.forEach(Life::await);

        assertThat(halted).hasPositiveValue();
    }

    /** While a limit is set again and again, no commit is left out of the sum or counted twice. */
    @Test
    void keepsTheSumRightWhileALimitIsSetAmongCommits() {
        SharedLimits limits = new SharedLimits(database);
        Asset usd = Asset.of("USD");
        List<Life> lives = IntStream.range(1, 9).mapToObj(i -> Life.of("a" + i, i)).toList();
        lives.forEach(life -> Life.commit(journal, life.opening()));
        AtomicBoolean stop = new AtomicBoolean();
        List<CompletableFuture<Void>> buyers =
                lives.stream()
                        .map(life ->
                                CompletableFuture.runAsync(
                                        () -> buyUntil(stop, life, new AtomicLong())))
                        .toList();

        for (int round = 0; round < 10; round++) {
            long before = risks();
            limits.set(SharedLimit.PLATFORM, Money.of(usd, "1000000000"));
            while (risks() < before + 20) {
                Thread.onSpinWait();
            }
            assertThat(
                            TestDatabases.query(
                                    address,
                                    "SELECT used = (SELECT sum(stake) FROM account)"
                                            + " FROM risk_scope"))
                    .isEqualTo("t");
            limits.clear(SharedLimit.PLATFORM, usd);
        }
        stop.set(true);
        buyers.forEach(Life::await);

        assertThat(new LedgerVerifier(database).verify().differences()).isEmpty();
    }

    /** What the migration made of accounts that were there before is what commits make of them. */
    @Test
    void countsTheStakeOfOlderAccountsAsTheMigrationDoes() throws IOException {
        for (long seed = 1; seed <= 4; seed++) {
            for (Append append : AccountHistories.ofSeed(seed).take(100)) {
                Life.commit(journal, append);
            }
        }
        String stakes = "SELECT string_agg(trim_scale(stake)::text, ' ' ORDER BY id) FROM account";
        String written = TestDatabases.query(address, stakes);
        TestDatabases.execute(address, "UPDATE account SET stake = -1");

        String migration =
                new String(
                        Objects.requireNonNull(
                                        getClass()
                                                .getResourceAsStream(
                                                        "/db/migration/"
                                                                + "V2_1__leases_and_limits.sql"))
                                .readAllBytes(),
                        StandardCharsets.UTF_8);
        int from = migration.indexOf("UPDATE account AS a");
        TestDatabases.execute(address, migration.substring(from, migration.indexOf(";", from)));

        assertThat(TestDatabases.query(address, stakes)).isEqualTo(written).isNotEqualTo("0 0 0 0");
    }

    private void buyUntil(AtomicBoolean stop, Life life, AtomicLong halted) {
        for (int i = 0; !stop.get(); i++) {
            Append buy = life.peek(Life.buy("key-" + i));
            Appended outcome = Life.await(append(buy));
            if (outcome instanceof Appended.Committed) {
                life.next(Life.buy("key-" + i));
            } else {
                assertThat(outcome).isInstanceOf(Appended.Halted.class);
                halted.incrementAndGet();
            }
        }
    }

    private long risks() {
        return Long.parseLong(TestDatabases.query(address, "SELECT count(*) FROM trade_ledger"));
    }

    /** Appends what fits, rereading after a conflict; returns how many events it got in. */
    private static long race(Journal journal, Life original) {
        long won = 0;
        Life life = Life.of(original.id().value(), original.state().profile().number());
        Append next = life.opening();
        for (int i = 0; i < 25; i++) {
            Appended outcome = Life.await(journal.append(next).toCompletableFuture());
            if (outcome instanceof Appended.Committed) {
                won += next.events().size();
            }
            List<AccountEvent> events =
                    journal.read(life.id(), 0).stream().map(RecordedEvent::event).toList();
            life.restart(events);
            next = life.peek(Life.deposit());
        }
        return won;
    }

    private Append accepted(Life life) {
        return life.next(
                new AccountCommand.Take(
                        new VenueReport(
                                life.state().openOrders().getFirst().id(),
                                new OrderChange.Accepted(new VenueOrderId("V")))));
    }

    /** Holds up the committer at a deposit of this account until the rest is queued. */
    private List<CompletableFuture<Appended>> asOneBatch(
            Life held, java.util.function.Supplier<List<CompletableFuture<Appended>>> rest) {
        try (Connection blocker = TestDatabases.connect(address)) {
            lock(blocker, held.id());
            CompletableFuture<Appended> first = append(held.next(Life.deposit()));
            awaitWaiter();
            List<CompletableFuture<Appended>> queued = rest.get();
            blocker.rollback();
            assertThat(Life.await(first)).isEqualTo(Appended.Committed.INSTANCE);
            return queued;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private CompletableFuture<Appended> append(Append append) {
        return journal.append(append).toCompletableFuture();
    }

    private static void lock(Connection connection, AccountId account) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1 FROM account WHERE id = '" + account + "' FOR UPDATE");
        }
    }

    /** Waits until somebody waits for a lock in this database. */
    private void awaitWaiter() {
        String waiting =
                "SELECT count(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while (TestDatabases.query(address, waiting).equals("0")) {
            Thread.onSpinWait();
        }
    }

    private void killCommitter() {
        TestDatabases.query(
                address,
                "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name = 'keel-journal'");
    }

    @Test
    void opensThroughTheFacade() {
        try (Ledger ledger = Ledger.open(address)) {
            Life.commit(ledger.journal(), Life.of("a", 1).opening());

            assertThat(ledger.reader().accounts()).hasSize(1);
            assertThat(ledger.verifier().verify().isClean()).isTrue();
        }
    }
}
