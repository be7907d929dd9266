package dev.keel.bench;

import dev.keel.core.signal.Direction;
import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.journal.JournalSettings;
import dev.keel.ledger.journal.PostgresJournal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;

/**
 * One signal to many accounts: each gates, sizes and checks it by itself, and sends once its intent
 * is committed. Beside raw JDBC that writes the rows of as many intents.
 */
final class FanoutBench {
    /** Rounds that only warm the code; even, so that the accounts end flat. */
    private static final int WARMING = 4;

    /** Intents that share a transaction on the other side; more make it no faster. */
    private static final int PER_COMMIT = 250;

    private final int accounts;
    private final int rounds;

    FanoutBench(int accounts, int rounds) {
        this.accounts = accounts;
        this.rounds = rounds;
    }

    BenchResult run() {
        try (BenchDatabase database = BenchDatabase.start()) {
            return measure(database);
        } catch (SQLException e) {
            throw new IllegalStateException("the database refused raw rows: " + e.getMessage(), e);
        }
    }

    private BenchResult measure(BenchDatabase database) throws SQLException {
        Histogram latencies = new Histogram(3);
        List<Round> measured = new ArrayList<>();
        DatabaseAddress address = database.address();
        try (LedgerDatabase ledger = LedgerDatabase.open(address);
                PostgresJournal journal = PostgresJournal.start(ledger, JournalSettings.DEFAULT);
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicReference<SendLog> log = new AtomicReference<>(new SendLog(0));
            Queue<DistantVenue> venues = new ConcurrentLinkedQueue<>();
            OrderLoad load =
                    new OrderLoad(
                            journal,
                            1,
                            accounts,
                            executor,
                            instant -> {
                                DistantVenue venue = new DistantVenue(instant, log);
                                venues.add(venue);
                                return venue;
                            });
            Direction direction = Direction.LONG;
            for (int round = 0; round < WARMING + rounds; round++) {
                log.set(new SendLog(accounts));
                long start = System.nanoTime();
                load.offerAll(direction);
                long[] sent = log.get().await();
                venues.forEach(DistantVenue::arrive);
                load.awaitIdle();
                if (round >= WARMING) {
                    measured.add(new Round(sent[0] - start, sent[sent.length - 1] - start));
                    for (long at : sent) {
                        latencies.recordValue(at - start);
                    }
                }
                direction = direction == Direction.LONG ? Direction.EXIT : Direction.LONG;
            }
        }
        measured.sort(Comparator.comparingLong(Round::lastNanos));
        try (Connection connection = database.connect()) {
            int sizes = sizes(connection);
            RawRows raw = new RawRows(connection, "true", accounts);
            double rawSeconds = raw.secondsForIntents(accounts, PER_COMMIT, rounds);
            return result(measured, latencies, rawSeconds, sizes);
        }
    }

    /**
     * Counts what the ledger says of it.
     *
     * @return how many sizes the orders had
     * @throws IllegalStateException if an order is missing or doubled
     */
    private int sizes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet counts =
                        statement.executeQuery(
                                "SELECT count(*), count(DISTINCT filled_quantity) FROM trade_ledger WHERE status = 'filled'")) {
            counts.next();
            int orders = counts.getInt(1);
            if (orders != accounts * (WARMING + rounds)) {
                throw new IllegalStateException(
                        "the ledger has "
                                + orders
                                + " filled orders, "
                                + accounts * (WARMING + rounds)
                                + " signals were offered");
            }
            return counts.getInt(2);
        }
    }

    private BenchResult result(
            List<Round> measured, Histogram latencies, double rawSeconds, int sizes) {
        Round median = measured.get(measured.size() / 2);
        Map<String, Double> figures = new TreeMap<>();
        figures.put("firstSendSeconds", median.firstNanos() / 1e9);
        figures.put("firstToLastSendSeconds", median.spreadSeconds());
        figures.put(
                "firstToLastSendSecondsWorst",
                measured.stream().mapToDouble(Round::spreadSeconds).max().orElseThrow());
        figures.put("signalToSendP50Millis", latencies.getValueAtPercentile(50) / 1e6);
        figures.put("signalToSendP99Millis", latencies.getValueAtPercentile(99) / 1e6);
        figures.put("rawIntentsSeconds", rawSeconds);
        return new BenchResult(
                "fanout",
                "sends per second",
                "one signal to every account, each sized and checked by itself, intent committed before the send,"
                        + " until the last send, against raw JDBC that writes the rows of as many intents, "
                        + PER_COMMIT
                        + " in each transaction, to the same database",
                Machine.here(),
                List.of(
                        new BenchResult.Scenario(
                                accounts + " accounts",
                                accounts * 1e9 / median.lastNanos(),
                                accounts / rawSeconds,
                                "median of %d signals: first to last send %.3f s; %,d sizes"
                                        .formatted(measured.size(), median.spreadSeconds(), sizes),
                                figures)));
    }

    /**
     * One signal's way.
     *
     * @param firstNanos from the signal to the first send
     * @param lastNanos from the signal to the last send
     */
    private record Round(long firstNanos, long lastNanos) {
        double spreadSeconds() {
            return (lastNanos - firstNanos) / 1e9;
        }
    }
}
