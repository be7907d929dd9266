package dev.keel.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.ledger.Ledger;
import dev.keel.ledger.TestDatabases;
import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.testkit.AccountHistories;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** A ledger of a Keel without books becomes one with books when it is opened. */
class DueBooksIT {
    private static final List<String> TABLES =
            List.of("account", "event", "trade_ledger", "fill", "broker_positions", "signal");

    @Test
    void booksWhatAnEarlierKeelWrote() throws SQLException, IOException {
        DatabaseAddress now = TestDatabases.create();
        DatabaseAddress earlier = TestDatabases.create();
        migrate(earlier, "2");
        try (Ledger ledger = Ledger.open(now)) {
            for (int seed = 41; seed <= 43; seed++) {
                for (Append append : AccountHistories.ofSeedWithFeesInCash(seed).take(150)) {
                    assertThat(ledger.journal().append(append).toCompletableFuture().join())
                            .isEqualTo(Appended.Committed.INSTANCE);
                }
            }
        }
        for (String table : TABLES) {
            copy(now, earlier, table);
        }

        try (Ledger ledger = Ledger.open(earlier)) {
            assertThat(ledger.verifier().verify().differences()).isEmpty();
        }

        for (String table : List.of("posting", "risk_adjustments", "kill_switch")) {
            assertThat(count(earlier, table)).isEqualTo(count(now, table)).isNotEqualTo("0");
        }
        assertThat(count(earlier, "books_due")).isEqualTo("0");
        TestDatabases.drop(now);
        TestDatabases.drop(earlier);
    }

    private static void migrate(DatabaseAddress address, String version) {
        Flyway.configure()
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    /** The columns that the older table has. */
    private static void copy(DatabaseAddress from, DatabaseAddress to, String table)
            throws SQLException, IOException {
        String columns =
                TestDatabases.query(
                        to,
                        "SELECT string_agg(column_name, ', ' ORDER BY ordinal_position)"
                                + " FROM information_schema.columns WHERE table_schema = 'public'"
                                + " AND table_name = '"
                                + table
                                + "'");
        StringWriter rows = new StringWriter();
        try (Connection source = TestDatabases.connect(from);
                Connection target = TestDatabases.connect(to)) {
            CopyManager out = source.unwrap(PGConnection.class).getCopyAPI();
            CopyManager in = target.unwrap(PGConnection.class).getCopyAPI();
            long read =
                    out.copyOut("COPY (SELECT " + columns + " FROM " + table + ") TO STDOUT", rows);
            long written =
                    in.copyIn(
                            "COPY " + table + " (" + columns + ") FROM STDIN",
                            new StringReader(rows.toString()));
            assertThat(written).isEqualTo(read).isPositive();
        }
    }

    private static String count(DatabaseAddress address, String table) {
        return TestDatabases.query(address, "SELECT count(*) FROM " + table);
    }
}
