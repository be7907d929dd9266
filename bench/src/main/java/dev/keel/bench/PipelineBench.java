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

    /** How often the two sides take turns; odd, for the median. */
    private static final int TURNS = 9;

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
        try (LedgerDatabase database = LedgerDatabase.open(server.address());
                PostgresJournal journal = PostgresJournal.start(database, JournalSettings.DEFAULT);
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
                Connection connection = server.connect()) {
            // The crowd first: it warms the code that the one account runs too.
            OrderLoad crowd = new OrderLoad(journal, 1_000, MANY, executor);
            crowd.run(time.dividedBy(2));
            Rates many = inTurn(crowd, new RawRows(connection, "true", SAMPLE), MANY);
            OrderLoad paced =
                    new OrderLoad(timings.timed(journal), 2_000, MANY, executor, timings::timed);
            paced.pace(time, many.ours() / 2, timings);
            OrderLoad alone = new OrderLoad(journal, 1, 1, executor);
            alone.run(time.dividedBy(2));
            RawRows rawAlone = new RawRows(connection, "account_id = '" + ALONE + "'", SAMPLE);
            return result(inTurn(alone, rawAlone, 1), many, timings);
        }
    }

    /** Both sides by turns: what else the machine does meets both alike. */
    private Rates inTurn(OrderLoad load, RawRows raw, int perCommit) throws SQLException {
        Duration slice = time.dividedBy(TURNS);
        raw.run(slice, perCommit);
        List<Double> ours = new ArrayList<>();
        List<Double> limit = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            ours.add(load.run(slice));
            limit.add(raw.run(slice, perCommit));
        }
        return new Rates(median(ours), median(limit));
    }

    private static double median(List<Double> rates) {
        return rates.stream().sorted().toList().get(rates.size() / 2);
    }

    /** Orders per second of both sides. */
    private record Rates(double ours, double raw) {}

    private static BenchResult result(Rates one, Rates many, Timings timings) {
        Map<String, Double> atHalfLoad = new TreeMap<>();
        timings.putInto(atHalfLoad);
        List<BenchResult.Scenario> scenarios = new ArrayList<>();
        scenarios.add(
                new BenchResult.Scenario(
                        MANY + " accounts",
                        many.ours(),
                        many.raw(),
                        "limit: raw JDBC, "
                                + MANY
                                + " orders batched into each transaction; the times are those at half of this load",
                        atHalfLoad));
        scenarios.add(
                new BenchResult.Scenario(
                        "1 account",
                        one.ours(),
                        one.raw(),
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
