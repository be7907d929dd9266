package dev.keel.ledger.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keel.ledger.postgres.PostgresStartException;
import dev.keel.ledger.postgres.ServerFacts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger LOG = LoggerFactory.getLogger(LedgerDatabase.class);

    private final DatabaseAddress owner;
    private final Access access;
    private final HikariDataSource pool;

    private LedgerDatabase(DatabaseAddress owner, Access access) {
        this.owner = owner;
        this.access = access;
        this.pool = new HikariDataSource(poolOf(access));
    }

    /** As whom Keel works. */
    private record Access(DatabaseAddress address, Restriction restriction) {
        /** What a session runs first; empty for nothing. */
        List<String> firstStatements() {
            return restriction instanceof Restriction.PutOn
                    ? List.of("SET ROLE " + AppRole.NAME)
                    : List.of();
        }
    }

    /**
     * Connects, checks the server and brings the schema up to date as the role that is given; all
     * else is done as a role that cannot change the history, where that is possible. Blocks.
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
        migrate(address);
        Access access = access(address);
        switch (access.restriction()) {
            case Restriction.OwnLogin _ -> LOG.debug("{}", access.restriction().description());
            case Restriction.PutOn _ -> LOG.info("{}", access.restriction().description());
            case Restriction.None _ -> LOG.warn("{}", access.restriction().description());
        }
        return new LedgerDatabase(address, access);
    }

    /** The database as its owner reaches it. */
    public DatabaseAddress address() {
        return owner;
    }

    /** How far the role that Keel works as is kept from the history. */
    public Restriction restriction() {
        return access.restriction();
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
        Connection connection = connect(access.address(), purpose, SOCKET_TIMEOUT_SECONDS);
        try {
            putOnRole(connection);
            ServerFacts.read(connection).requireFitForLedger();
        } catch (PostgresStartException e) {
            connection.close();
            throw cannot("use", owner, e);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    @Override
    public void close() {
        pool.close();
    }

    private void putOnRole(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : access.firstStatements()) {
                statement.execute(sql);
            }
        }
    }

    private static void migrate(DatabaseAddress address) {
        Access owner = new Access(address, new Restriction.None("migrations"));
        try (HikariDataSource pool = new HikariDataSource(poolOf(owner))) {
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:db/migration")
                    // A schema that a newer Keel has changed is not for this one.
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw cannot("bring the schema up to date in", address, e);
        }
    }

    private static Access access(DatabaseAddress address) {
        try (Connection connection = connect(address, "keel-open", CONNECT_TIMEOUT_SECONDS)) {
            return AppRole.prepare(connection, address)
                    .map(problem -> new Access(address, new Restriction.None(problem)))
                    .orElseGet(() -> asRole(address));
        } catch (SQLException e) {
            throw cannot("reach", address, e);
        }
    }

    private static Access asRole(DatabaseAddress address) {
        String why = "the owner has no password";
        Optional<DatabaseAddress> own =
                address.derivedPassword(AppRole.NAME)
                        .map(secret -> address.as(AppRole.NAME, secret));
        if (own.isPresent()) {
            try (Connection connection = connect(own.get(), "keel-open", CONNECT_TIMEOUT_SECONDS)) {
                if (connection.isValid(CONNECT_TIMEOUT_SECONDS)) {
                    return new Access(own.get(), new Restriction.OwnLogin());
                }
                why = "its own connection does not answer";
            } catch (SQLException e) {
                // Such as another Keel's role on the same server, or one its rules do not admit.
                why = String.valueOf(e.getMessage());
            }
        }
        return new Access(address, new Restriction.PutOn(why));
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

    private static HikariConfig poolOf(Access access) {
        DatabaseAddress address = access.address();
        HikariConfig config = new HikariConfig();
        config.setPoolName("keel-ledger");
        config.setJdbcUrl(address.jdbcUrl());
        config.setDriverClassName("org.postgresql.Driver");
        config.setDataSourceProperties(address.properties());
        config.addDataSourceProperty("ApplicationName", "keel-ledger");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        access.firstStatements().forEach(config::setConnectionInitSql);
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
