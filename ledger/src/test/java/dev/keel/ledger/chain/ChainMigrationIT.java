package dev.keel.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.ledger.TestDatabases;
import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.journal.DueBooks;
import dev.keel.ledger.journal.JournalSettings;
import dev.keel.ledger.journal.PostgresJournal;
import dev.keel.ledger.verify.ChainReport;
import dev.keel.ledger.verify.ChainVerifier;
import dev.keel.ledger.verify.LedgerVerifier;
import dev.keel.testkit.AccountHistories;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A ledger that an older Keel has written. */
class ChainMigrationIT {
    private static final Path NO_FOLDER = Path.of("there-are-no-anchors");

    private final DatabaseAddress chained = TestDatabases.create();
    private final DatabaseAddress old = TestDatabases.create();

    @AfterEach
    void drop() {
        TestDatabases.drop(chained);
        TestDatabases.drop(old);
    }

    @Test
    void givesTheEventsThatAreThereTheSameHashesAsTheJournalGives() {
        AccountHistories first = AccountHistories.ofSeedWithFeesInCash(1);
        AccountHistories second = AccountHistories.ofSeedWithFeesInCash(2);
        try (LedgerDatabase database = LedgerDatabase.open(chained)) {
            write(database, first.take(60));
            write(database, second.take(60));
        }
        long events = first.state().sequence() + second.state().sequence();
        Flyway.configure()
                .dataSource(old.jdbcUrl(), old.user(), old.password())
                .locations("classpath:db/migration")
                .target("2")
                .load()
                .migrate();
        copyWithoutHashes();

        try (LedgerDatabase database = LedgerDatabase.open(old)) {
            DueBooks.book(database);
            ChainReport report =
                    new ChainVerifier(database).verify(List.of(NO_FOLDER), (_, _) -> {});
            assertThat(report.findings()).isEmpty();
            assertThat(report.events()).isEqualTo(events);
            assertThat(hashes(old)).isEqualTo(hashes(chained));

            write(database, List.of(first.next(), second.next()));
            assertThat(
                            new ChainVerifier(database)
                                    .verify(List.of(NO_FOLDER), (_, _) -> {})
                                    .findings())
                    .isEmpty();
            assertThat(new LedgerVerifier(database).verify().differences()).isEmpty();
        }
        assertThatThrownBy(() -> TestDatabases.execute(old, "DELETE FROM event"))
                .rootCause()
                .hasMessageContaining("event is append-only");
    }

    /** By way of text, through the tests' own process. */
    private void copyWithoutHashes() {
        for (String table :
                List.of("account", "event", "trade_ledger", "fill", "broker_positions", "signal")) {
            String columns =
                    TestDatabases.query(
                            old,
                            "SELECT string_agg(quote_ident(column_name), ', ' ORDER BY"
                                    + " ordinal_position) FROM information_schema.columns WHERE"
                                    + " table_schema = 'public' AND table_name = '"
                                    + table
                                    + "'");
            // The payload as it is, byte for byte: a json column inside of jsonb would not be.
            String rows =
                    TestDatabases.query(
                            chained,
                            "SELECT coalesce(string_agg(format('(%s)', (SELECT"
                                    + " string_agg(quote_nullable(value), ', ' ORDER BY place) FROM"
                                    + " unnest(ARRAY["
                                    + columns.replaceAll("([a-z_]+)", "$1::text")
                                    + "]) WITH ORDINALITY AS v (value, place))), ', '), '') FROM "
                                    + table);
            if (!rows.isEmpty()) {
                TestDatabases.execute(
                        old, "INSERT INTO " + table + " (" + columns + ") VALUES " + rows);
            }
        }
    }

    private static String hashes(DatabaseAddress address) {
        return TestDatabases.query(
                address,
                "SELECT string_agg(encode(hash, 'hex'), ' ' ORDER BY account_id, sequence)"
                        + " || (SELECT string_agg(encode(chain_hash, 'hex'), ' ' ORDER BY id) FROM"
                        + " account) FROM event");
    }

    private static void write(LedgerDatabase database, List<Append> appends) {
        try (PostgresJournal journal = PostgresJournal.start(database, JournalSettings.DEFAULT)) {
            assertThat(appends.stream().map(journal::append).toList())
                    .allSatisfy(outcome ->
                            assertThat(outcome.toCompletableFuture().join())
                                    .isEqualTo(Appended.Committed.INSTANCE));
        }
    }
}
