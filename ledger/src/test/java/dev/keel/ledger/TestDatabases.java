package dev.keel.ledger;

import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.postgres.PostgresConfig;
import dev.keel.ledger.postgres.PostgresServer;
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
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Fresh databases on one real server, which is started once for all tests of the process. */
public final class TestDatabases {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabases() {}

    /** A new empty database. */
    public static DatabaseAddress create() {
        String name = "test_" + COUNT.incrementAndGet();
        execute(address("keel"), "CREATE DATABASE " + name);
        return address(name);
    }

    /** A new database with the ledger's schema. */
    public static LedgerDatabase open() {
        return LedgerDatabase.open(create());
    }

    /** Removes a database. */
    public static void drop(DatabaseAddress address) {
        execute(address("keel"), "DROP DATABASE " + nameOf(address) + " WITH (FORCE)");
    }

    private static String nameOf(DatabaseAddress address) {
        return address.jdbcUrl().substring(address.jdbcUrl().lastIndexOf('/') + 1);
    }

    /** Runs a statement as the owner. */
    public static void execute(DatabaseAddress address, String sql) {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The first value that a query gives. */
    public static String query(DatabaseAddress address, String sql) {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** A connection of the owner. */
    public static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }

    /** The address of a database on the test server. */
    public static DatabaseAddress address(String database) {
        PostgresServer server = Server.INSTANCE;
        String url = server.jdbcUrl();
        return DatabaseAddress.of(
                url.substring(0, url.lastIndexOf('/') + 1) + database,
                server.user(),
                server.password());
    }

    private static final class Server {
        static final PostgresServer INSTANCE = start();

        private static PostgresServer start() {
            try {
                // The server may run as another user, who must reach its folder.
                Path folder =
                        Files.createTempDirectory(
                                "keel-ledger-test-",
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rwxr-xr-x")));
                Path binaries =
                        Path.of(
                                System.getProperty("java.io.tmpdir"),
                                "keel-test-postgres-" + System.getProperty("user.name"));
                PostgresServer server =
                        PostgresServer.start(
                                PostgresConfig.in(folder.resolve("data"))
                                        .withBinariesDirectory(binaries));
                Runtime.getRuntime()
                        .addShutdownHook(
                                new Thread(() -> {
                                    server.close();
                                    delete(folder);
                                }));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path folder) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
