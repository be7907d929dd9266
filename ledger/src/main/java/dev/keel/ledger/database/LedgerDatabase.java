package dev.keel.ledger.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keel.ledger.postgres.PostgresStartException;
import dev.keel.ledger.postgres.ServerFacts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * A database that is fit for the ledger and has its schema. Safe for any number of threads.
 *
 * <p>Readers share a few pooled connections; the one who writes events has a connection of its own.
 */
public final class LedgerDatabase implements AutoCloseable {
    /**
     * The advisory lock in front of the kill switch: shared by transactions that add risk,
     * exclusive for whoever turns it.
     */
    public static final long SWITCH_LOCK = 0x6b65656cL; // "keel"

    private static final int POOLED_CONNECTIONS = 4;
    private static final int CONNECT_TIMEOUT_SECONDS = 10;

    /** Longer than any statement of the ledger takes; then the connection is taken for dead. */
    private static final int SOCKET_TIMEOUT_SECONDS = 120;

    private final DatabaseAddress address;
    private final HikariDataSource pool;

    private LedgerDatabase(DatabaseAddress address, HikariDataSource pool) {
        this.address = address;
        this.pool = pool;
    }

    /**
     * Connects, checks the server and brings the schema up to date; blocks.
     *
     * @throws LedgerException if the server cannot be reached, is older than PostgreSQL 15, does
     *     not keep what it commits ({@code fsync} and {@code synchronous_commit} must be on), or
     *     has the schema of a newer Keel
     */
    public static LedgerDatabase open(DatabaseAddress address) {
        try (Connection connection = connect(address, "keel-open", CONNECT_TIMEOUT_SECONDS)) {
            ServerFacts.read(connection).requireFitForLedger();
        } catch (SQLException e) {
            throw cannot("reach", address, e);
        } catch (PostgresStartException e) {
            throw cannot("use", address, e);
        }
        HikariDataSource pool = new HikariDataSource(poolOf(address));
        try {
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:db/migration")
                    // A schema that a newer Keel has changed is not for this one.
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            pool.close();
            throw cannot("bring the schema up to date in", address, e);
        }
        return new LedgerDatabase(address, pool);
    }

    public DatabaseAddress address() {
        return address;
    }

    /** A connection out of the pool; closing it gives it back. Commits by itself. */
    public Connection borrow() throws SQLException {
        return pool.getConnection();
    }

    /**
     * A connection outside of the pool, whose commits are durable.
     *
     * @param purpose shown in {@code pg_stat_activity}
     * @throws LedgerException if the server has become unfit
     */
    public Connection connect(String purpose) throws SQLException {
        Connection connection = connect(address, purpose, SOCKET_TIMEOUT_SECONDS);
        try {
            ServerFacts.read(connection).requireFitForLedger();
        } catch (PostgresStartException e) {
            connection.close();
            throw cannot("use", address, e);
        }
        return connection;
    }

    @Override
    public void close() {
        pool.close();
    }

    private static Connection connect(
            DatabaseAddress address, String purpose, int socketTimeoutSeconds) throws SQLException {
        Properties properties = address.properties();
        properties.setProperty("ApplicationName", purpose);
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS));
        properties.setProperty("socketTimeout", Integer.toString(socketTimeoutSeconds));
        properties.setProperty("tcpKeepAlive", "true");
        // Few statements, run again and again: prepared on the server at once.
        properties.setProperty("prepareThreshold", "1");
        return DriverManager.getConnection(address.jdbcUrl(), properties);
    }

    private static HikariConfig poolOf(DatabaseAddress address) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("keel-ledger");
        config.setJdbcUrl(address.jdbcUrl());
        config.setDriverClassName("org.postgresql.Driver");
        config.setDataSourceProperties(address.properties());
        config.addDataSourceProperty("ApplicationName", "keel-ledger");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.setMaximumPoolSize(POOLED_CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_TIMEOUT_SECONDS * 1_000L);
        return config;
    }

    private static LedgerException cannot(String what, DatabaseAddress address, Exception cause) {
        return new LedgerException(
                "cannot " + what + " the database " + address + ": " + cause.getMessage(), cause);
    }
}
