package dev.keel.ledger.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.ledger.TestDatabases;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerDatabaseIT {
    private final DatabaseAddress address = TestDatabases.create();

    @AfterEach
    void drop() {
        TestDatabases.drop(address);
    }

    @Test
    void opensAgainWhatItHasMade() {
        LedgerDatabase.open(address).close();
        LedgerDatabase.open(address).close();

        assertThat(TestDatabases.query(address, "SELECT trading_enabled FROM trading_control"))
                .isEqualTo("t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "local"})
    void refusesADatabaseThatDoesNotKeepWhatItCommits(String setting) {
        TestDatabases.execute(
                address,
                "ALTER DATABASE " + nameOf(address) + " SET synchronous_commit = " + setting);

        assertThatThrownBy(() -> LedgerDatabase.open(address))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("synchronous_commit is " + setting + ", it must be on");
        assertThat(TestDatabases.query(address, "SELECT to_regclass('event') IS NULL"))
                .isEqualTo("t");
    }

    @Test
    void refusesTheSchemaOfANewerKeel() {
        LedgerDatabase.open(address).close();
        TestDatabases.execute(
                address,
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type,"
                        + " script, installed_by, execution_time, success) VALUES (99, '999',"
                        + " 'from the future', 'SQL', 'V999__future.sql', 'keel', 1, true)");

        assertThatThrownBy(() -> LedgerDatabase.open(address))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("cannot bring the schema up to date");
    }

    @Test
    void refusesASchemaThatWasChanged() {
        LedgerDatabase.open(address).close();
        TestDatabases.execute(address, "UPDATE flyway_schema_history SET checksum = 1");

        assertThatThrownBy(() -> LedgerDatabase.open(address))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("hecksum");
    }

    @Test
    void tellsThatItIsNotReachableWithoutThePassword() {
        DatabaseAddress wrong =
                new DatabaseAddress(address.jdbcUrl(), address.user(), "very-secret");

        assertThatThrownBy(() -> LedgerDatabase.open(wrong))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("cannot reach the database " + address)
                .satisfies(e -> assertThat(traceOf(e)).doesNotContain("very-secret"));
    }

    @Test
    void tellsThatNobodyListens() {
        DatabaseAddress nowhere =
                DatabaseAddress.of("jdbc:postgresql://127.0.0.1:1/keel", "keel", "secret");

        assertThatThrownBy(() -> LedgerDatabase.open(nowhere))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("cannot reach the database");
    }

    private static String nameOf(DatabaseAddress address) {
        return address.jdbcUrl().substring(address.jdbcUrl().lastIndexOf('/') + 1);
    }

    private static String traceOf(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
