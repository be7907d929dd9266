package dev.keel.ledger.verify;

import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.database.LedgerException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A few threads that look at accounts, and as many connections that all see one moment of the
 * database and change nothing.
 */
final class SnapshotWorkers implements AutoCloseable {
    private static final int MAX_THREADS = 4;

    private final ExecutorService executor;
    private final BlockingQueue<Connection> idle = new LinkedBlockingQueue<>();
    private final List<Connection> connections = new ArrayList<>();

    private SnapshotWorkers(int threads) {
        executor =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().name("keel-verify-", 1).factory());
    }

    /** What is done with a connection of a worker. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /**
     * Begins a transaction whose moment workers can share while it lasts; gives the moment's name.
     */
    static String export(Connection connection) throws SQLException {
        begin(connection);
        try (Statement statement = connection.createStatement();
                ResultSet name = statement.executeQuery("SELECT pg_export_snapshot()")) {
            name.next();
            return name.getString(1);
        }
    }

    /** Workers that see an exported moment. */
    static SnapshotWorkers of(LedgerDatabase database, String snapshot) throws SQLException {
        int threads = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
        SnapshotWorkers workers = new SnapshotWorkers(threads);
        try {
            for (int i = 0; i < threads; i++) {
                workers.connect(database, snapshot);
            }
            return workers;
        } catch (SQLException e) {
            workers.close();
            throw e;
        }
    }

    <T> Future<T> submit(Work<T> work) {
        return executor.submit(() -> {
            Connection connection = idle.take();
            try {
                return work.with(connection);
            } finally {
                idle.add(connection);
            }
        });
    }

    /**
     * What the work gave; blocks.
     *
     * @throws SQLException if it failed
     */
    static <T> T await(Future<T> work) throws SQLException {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerException("interrupted while the ledger was verified", e);
        } catch (ExecutionException e) {
            throw new SQLException(String.valueOf(e.getCause()), e);
        }
    }

    @Override
    public void close() throws SQLException {
        executor.shutdownNow();
        executor.close();
        for (Connection connection : connections) {
            connection.close();
        }
    }

    private void connect(LedgerDatabase database, String snapshot) throws SQLException {
        Connection connection = database.connect("keel-verify");
        connections.add(connection);
        begin(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION SNAPSHOT '" + snapshot + "'");
        }
        idle.add(connection);
    }

    private static void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
    }
}
