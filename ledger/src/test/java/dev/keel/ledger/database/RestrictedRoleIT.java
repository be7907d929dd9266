package dev.keel.ledger.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.ledger.TestDatabases;
import dev.keel.ledger.journal.JournalSettings;
import dev.keel.ledger.journal.PostgresJournal;
import dev.keel.ledger.verify.LedgerVerifier;
import dev.keel.testkit.AccountHistories;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestrictedRoleIT {
    private static final String PLAIN = "plain_owner";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final DatabaseAddress address = TestDatabases.create();

    @BeforeAll
    void live() {
        try (LedgerDatabase database = LedgerDatabase.open(address)) {
            write(database, 1);
        }
    }

    @AfterAll
    void drop() {
        TestDatabases.drop(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE event SET type = 'x'",
                "UPDATE event SET hash = hash WHERE false",
                "DELETE FROM event",
                "TRUNCATE event",
                "UPDATE anchor SET number = 1",
                "DELETE FROM anchor",
                "TRUNCATE account",
                "ALTER TABLE event DISABLE TRIGGER event_is_append_only",
                "ALTER TABLE event DISABLE TRIGGER ALL",
                "ALTER TABLE event DROP COLUMN hash",
                "DROP TRIGGER event_is_append_only ON event",
                "DROP TABLE event",
                "DROP FUNCTION refuse_change() CASCADE",
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN RETURN NULL; END'",
                "SET session_replication_role = replica",
                "SET ROLE keel",
                "ALTER ROLE keel_app SUPERUSER",
                "UPDATE flyway_schema_history SET checksum = 1"
            })
    void mayNotTouchTheHistory(String sql) throws SQLException {
        try (LedgerDatabase database = LedgerDatabase.open(address);
                Connection pooled = database.borrow();
                Connection own = database.connect("test")) {
            for (Connection connection : new Connection[] {pooled, own}) {
                assertThatThrownBy(() -> execute(connection, sql))
                        .isInstanceOf(SQLException.class)
                        .extracting(e -> ((SQLException) e).getSQLState())
                        .isEqualTo(INSUFFICIENT_PRIVILEGE);
            }
        }
        assertThat(TestDatabases.query(address, "SELECT count(*) > 0 FROM event")).isEqualTo("t");
    }

    @Test
    void logsInAsARoleOfItsOwn() throws SQLException {
        try (LedgerDatabase database = LedgerDatabase.open(address);
                Connection connection = database.borrow();
                Statement statement = connection.createStatement()) {
            assertThat(database.restriction()).isEqualTo(new Restriction.OwnLogin());
            execute(statement.getConnection(), "RESET ROLE");
            try (var row = statement.executeQuery("SELECT session_user || ' ' || current_user")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("keel_app keel_app");
            }
        }
    }

    @Test
    void itsPasswordIsNotTheOwners() {
        String own = address.derivedPassword("keel_app").orElseThrow();

        assertThat(own).matches("[0-9a-f]{64}").isNotEqualTo(address.password());
        assertThat(address.derivedPassword("other")).isNotEqualTo(own);
        assertThat(address.as("keel_app", own).toString()).doesNotContain(own);
    }

    /** As on a server where the rules do not let the role in, or another Keel's is there. */
    @Test
    void putsTheRoleOnWhereItCannotLogIn() throws SQLException {
        DatabaseAddress database = TestDatabases.create();
        TestDatabases.execute(
                address,
                "DO $$ BEGIN CREATE ROLE second_owner SUPERUSER LOGIN PASSWORD 'second';"
                        + " EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        DatabaseAddress second = database.as("second_owner", "second");
        try (LedgerDatabase ledger = LedgerDatabase.open(second);
                Connection pooled = ledger.borrow();
                Connection own = ledger.connect("test")) {
            assertThat(ledger.restriction()).isInstanceOf(Restriction.PutOn.class);
            write(ledger, 2);
            for (Connection connection : new Connection[] {pooled, own}) {
                assertThatThrownBy(() -> execute(connection, "DELETE FROM event"))
                        .hasMessageContaining("permission denied");
            }
            assertThat(new LedgerVerifier(ledger).verify().differences()).isEmpty();
        }
        TestDatabases.drop(database);
        TestDatabases.execute(address, "DROP ROLE second_owner");
    }

    @Test
    void goesOnAndSaysSoWhereThereCanBeNoSuchRole() {
        DatabaseAddress database = TestDatabases.create();
        String name = database.jdbcUrl().substring(database.jdbcUrl().lastIndexOf('/') + 1);
        TestDatabases.execute(address, "CREATE ROLE " + PLAIN + " LOGIN PASSWORD 'plain'");
        TestDatabases.execute(address, "ALTER DATABASE " + name + " OWNER TO " + PLAIN);
        try (LedgerDatabase ledger = LedgerDatabase.open(database.as(PLAIN, "plain"))) {
            write(ledger, 3);

            assertThat(ledger.restriction()).isInstanceOf(Restriction.None.class);
            assertThat(ledger.restriction().description())
                    .contains("is not restricted")
                    .doesNotContain("'plain'");
            assertThat(new LedgerVerifier(ledger).verify().differences()).isEmpty();
        }
        TestDatabases.drop(database);
        TestDatabases.execute(address, "DROP ROLE " + PLAIN);
    }

    private static void write(LedgerDatabase database, long seed) {
        try (PostgresJournal journal = PostgresJournal.start(database, JournalSettings.DEFAULT)) {
            assertThat(
                            AccountHistories.ofSeed(seed).take(40).stream()
                                    .map((Append append) -> journal.append(append))
                                    .toList())
                    .extracting(CompletionStage::toCompletableFuture)
                    .allSatisfy(outcome ->
                            assertThat(outcome.join()).isEqualTo(Appended.Committed.INSTANCE));
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
