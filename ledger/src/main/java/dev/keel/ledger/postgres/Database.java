package dev.keel.ledger.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;

/** Keel's database on the embedded server. */
record Database(int port, String password) {

    static final String NAME = "keel";

    /** There on every server, to connect to before Keel's own database exists. */
    private static final String MAINTENANCE = "postgres";

    private static final String NO_SUCH_DATABASE = "3D000";

    String url() {
        return url(NAME);
    }

    private String url(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(PostgresSettings.LOOPBACK, port, database);
    }

    /**
     * Creates the database unless it is there, and reads back that the server keeps what it is told
     * to keep.
     *
     * @throws PostgresStartException if the database cannot be used
     */
    void prepare(Duration bound) {
        try (Connection connection = connectCreating(bound)) {
            ServerFacts.read(connection).requireFitForLedger();
        } catch (SQLException e) {
            throw new PostgresStartException(
                    "PostgreSQL answers, but cannot be used: " + e.getMessage(), e);
        }
    }

    private Connection connectCreating(Duration bound) throws SQLException {
        try {
            return connect(NAME, bound);
        } catch (SQLException e) {
            if (!NO_SUCH_DATABASE.equals(e.getSQLState())) {
                throw e;
            }
        }
        try (Connection connection = connect(MAINTENANCE, bound);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + NAME);
        }
        return connect(NAME, bound);
    }

    private Connection connect(String database, Duration bound) throws SQLException {
        String seconds = Long.toString(bound.toSeconds());
        Properties properties = new Properties();
        properties.setProperty("user", ClusterFolder.SUPERUSER);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "keel-start");
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        return DriverManager.getConnection(url(database), properties);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return url();
    }
}
