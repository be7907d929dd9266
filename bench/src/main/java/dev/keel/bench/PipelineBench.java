package dev.keel.bench;

import dev.keel.core.account.AccountId;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.journal.JournalSettings;
import dev.keel.ledger.journal.PostgresJournal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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
        try (BenchDatabase database = BenchDatabase.start()) {
            return measure(database);
        } catch (SQLException e) {
            throw new IllegalStateException("the database refused raw rows: " + e.getMessage(), e);
        }
    }

    private BenchResult measure(BenchDatabase server) throws SQLException {
        Timings timings = new Timings();
        double one;
        double many;
        try (LedgerDatabase database = LedgerDatabase.open(server.address());
                PostgresJournal journal = PostgresJournal.start(database, JournalSettings.DEFAULT);
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            // The crowd first: it warms the code that the one account runs too.
            OrderLoad crowd = new OrderLoad(journal, 1_000, MANY, executor);
            crowd.run(time.dividedBy(2));
            many = crowd.run(time);
            OrderLoad paced =
                    new OrderLoad(timings.timed(journal), 2_000, MANY, executor, timings::timed);
            paced.pace(time, many / 2, timings);
            OrderLoad alone = new OrderLoad(journal, 1, 1, executor);
            alone.run(time.dividedBy(2));
            one = alone.run(time);
        }
        try (Connection connection = server.connect()) {
            RawRows crowd = new RawRows(connection, "account_id <> '" + ALONE + "'", SAMPLE);
            crowd.run(time.dividedBy(2), MANY);
            double rawMany = crowd.run(time, MANY);
            RawRows alone = new RawRows(connection, "account_id = '" + ALONE + "'", SAMPLE);
            double rawOne = alone.run(time, 1);
            return result(one, many, rawOne, rawMany, timings);
        }
    }

    private static BenchResult result(
            double one, double many, double rawOne, double rawMany, Timings timings) {
        Map<String, Double> atHalfLoad = new TreeMap<>();
        timings.putInto(atHalfLoad);
        List<BenchResult.Scenario> scenarios = new ArrayList<>();
        scenarios.add(
                new BenchResult.Scenario(
                        MANY + " accounts",
                        many,
                        rawMany,
                        "limit: raw JDBC, "
                                + MANY
                                + " orders batched into each transaction; the times are those at half of this load",
                        atHalfLoad));
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
}
