package dev.keel.bench;

import dev.keel.core.account.AccountId;
import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.journal.JournalSettings;
import dev.keel.ledger.journal.PostgresJournal;
import dev.keel.ledger.postgres.PostgresConfig;
import dev.keel.ledger.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Durable orders per second, from the signal to the committed fill, beside raw JDBC for the same
 * rows.
 */
final class PipelineBench {
    private static final int MANY = 200;
    private static final int SAMPLE = 20_000;
    private static final AccountId ALONE = OrderLoad.accountOf(1);

    private final Duration time;

    PipelineBench(Duration time) {
        this.time = time;
    }

    BenchResult run() {
        Path folder = temporaryFolder();
        try (PostgresServer server = PostgresServer.start(PostgresConfig.in(folder))) {
            DatabaseAddress address =
                    DatabaseAddress.of(server.jdbcUrl(), server.user(), server.password());
            return measure(address);
        } catch (SQLException e) {
            throw new IllegalStateException("the database refused raw rows: " + e.getMessage(), e);
        } finally {
            delete(folder);
        }
    }

    private BenchResult measure(DatabaseAddress address) throws SQLException {
        double one;
        double many;
        try (LedgerDatabase database = LedgerDatabase.open(address);
                PostgresJournal journal = PostgresJournal.start(database, JournalSettings.DEFAULT);
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            // The crowd first: it warms the code that the one account runs too.
            OrderLoad crowd = new OrderLoad(journal, 1_000, MANY, executor);
            crowd.run(time.dividedBy(2));
            many = crowd.run(time);
            OrderLoad alone = new OrderLoad(journal, 1, 1, executor);
            alone.run(time.dividedBy(2));
            one = alone.run(time);
        }
        try (Connection connection = connect(address)) {
            RawRows crowd = new RawRows(connection, "account_id <> '" + ALONE + "'", SAMPLE);
            crowd.run(time.dividedBy(2), MANY);
            double rawMany = crowd.run(time, MANY);
            RawRows alone = new RawRows(connection, "account_id = '" + ALONE + "'", SAMPLE);
            double rawOne = alone.run(time, 1);
            return result(one, many, rawOne, rawMany);
        }
    }

    private static BenchResult result(double one, double many, double rawOne, double rawMany) {
        List<BenchResult.Scenario> scenarios = new ArrayList<>();
        scenarios.add(
                new BenchResult.Scenario(
                        MANY + " accounts",
                        many,
                        rawMany,
                        "limit: raw JDBC, " + MANY + " orders batched into each transaction"));
        scenarios.add(
                new BenchResult.Scenario(
                        "1 account",
                        one,
                        rawOne,
                        "limit: raw JDBC, one order in each transaction"));
        return new BenchResult(
                "pipeline",
                "durable orders per second",
                "signal to committed fill (gate, sizing, risk, intent, acknowledgement, fill) against the same rows"
                        + " written by raw JDBC to the same database, two commits an order on both sides",
                Machine.here(),
                scenarios);
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(
                address.jdbcUrl() + "?reWriteBatchedInserts=true",
                address.user(),
                address.password());
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("keel-bench-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder + " cannot be deleted", e);
        }
    }
}
