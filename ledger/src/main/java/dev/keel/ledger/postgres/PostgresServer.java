package dev.keel.ledger.postgres;

import java.io.IOException;
import java.util.List;

/**
 * A running PostgreSQL with Keel's database on it, durable and reachable from this machine only.
 *
 * <p>The server is a child of this process, in a session of its own: it does not end by ctrl-C in
 * the terminal, and it outlives this process if that is killed. The next start on the folder stops
 * it first. All methods may be called by any thread.
 */
public final class PostgresServer implements AutoCloseable {

    private final DataFolderLock lock;
    private final ServerProcess server;
    private final Database database;

    private PostgresServer(DataFolderLock lock, ServerProcess server, Database database) {
        this.lock = lock;
        this.server = server;
        this.database = database;
    }

    /**
     * Starts the server on the folder; the first start creates all there is in it. Blocks until the
     * server answers and has confirmed that it is durable.
     *
     * @throws PostgresStartException if another Keel uses the folder, if the folder belongs to
     *     another version, or if the server does not come up; nothing is left running
     */
    public static PostgresServer start(PostgresConfig config) {
        return start(config, List.of(PrivilegeMethod.values()));
    }

    static PostgresServer start(PostgresConfig config, List<PrivilegeMethod> methodsForRoot) {
        DataFolderLock lock = DataFolderLock.acquire(config.dataDirectory());
        try {
            return start(config, methodsForRoot, lock);
        } catch (IOException e) {
            lock.close();
            throw PostgresStartException.cannot("start PostgreSQL in " + lock.folder(), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static PostgresServer start(
            PostgresConfig config, List<PrivilegeMethod> methodsForRoot, DataFolderLock lock)
            throws IOException {
        PostgresStart.Started started =
                new PostgresStart(config, methodsForRoot, lock.folder()).run();
        ServerProcess server = started.server();
        try {
            Database database =
                    new Database(started.port(), new ClusterFolder(lock.folder()).password());
            database.prepare(config.startTimeout());
            server.superviseLog();
            return new PostgresServer(lock, server, database);
        } catch (IOException | RuntimeException e) {
            server.stop();
            throw e;
        }
    }

    /** Without user and password; {@link #user()} and {@link #password()} go with it. */
    public String jdbcUrl() {
        return database.url();
    }

    /** The owner of the database and of the server. */
    public String user() {
        return ClusterFolder.SUPERUSER;
    }

    /** Never to be logged or put on a command line. */
    public String password() {
        return database.password();
    }

    /**
     * Whether the server process is there; it is false after {@link #close()} and after a crash of
     * the server.
     */
    public boolean isRunning() {
        return server.process().isAlive();
    }

    /** The number of the server's main process. */
    public long pid() {
        return server.process().pid();
    }

    /**
     * Stops the server and lets go of the folder; open connections are cut. Blocks until it is
     * done, at most some two minutes, and does not heed interrupts. Doing it again does nothing.
     */
    @Override
    public synchronized void close() {
        try {
            server.stop();
        } finally {
            lock.close();
        }
    }

    /** Where it listens; never the password. */
    @Override
    public String toString() {
        return "PostgresServer[" + database + ", process " + pid() + "]";
    }
}
