package dev.keel.ledger.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What the tests of this package need around a server: folders, connections, and a look at the
 * processes.
 */
final class TestServers {

    private TestServers() {}

    /**
     * The programs, unpacked once for all test runs of this user, where every account can reach
     * them.
     */
    static Path binaries() {
        return Path.of(
                System.getProperty("java.io.tmpdir"),
                "keel-test-postgres-" + System.getProperty("user.name"));
    }

    /** A data folder that every account can reach: JUnit's own folder is closed to others. */
    static PostgresConfig config(Path temporary) {
        try {
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PostgresConfig.in(temporary.resolve("data")).withBinariesDirectory(binaries());
    }

    static Connection connect(PostgresServer server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }

    static void execute(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The one value that the query gives. */
    static String query(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    static Path cluster(PostgresConfig config) {
        return new ClusterFolder(config.dataDirectory()).cluster();
    }

    /** The main processes of all servers on the folder. */
    static List<Long> postmastersOn(PostgresConfig config) {
        return ProcessHandle.allProcesses()
                .filter(process -> serves(process, config))
                // A child that was just forked still carries its parent's command line.
                .filter(process ->
                        process.parent().filter(parent -> serves(parent, config)).isEmpty())
                .map(ProcessHandle::pid)
                .toList();
    }

    private static boolean serves(ProcessHandle process, PostgresConfig config) {
        return new Postmaster(process, cluster(config)).serves();
    }
}
