package dev.keel.venues.fix.store;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One real database with Keel's schema, for all tests of the process. */
public final class Databases {
    private static final Databases INSTANCE = new Databases();

    private final Path folder;
    private final PostgresServer server;
    private final LedgerDatabase database;

    private Databases() {
        try {
            // The server may run as another user, who must reach its folder.
            folder =
                    Files.createTempDirectory(
                            "keel-fix-test-",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rwxr-xr-x")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path binaries =
                Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "keel-test-postgres-" + System.getProperty("user.name"));
        server =
                PostgresServer.start(
                        PostgresConfig.in(folder.resolve("data")).withBinariesDirectory(binaries));
        database =
                LedgerDatabase.open(
                        DatabaseAddress.of(server.jdbcUrl(), server.user(), server.password()));
        Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
    }

    public static LedgerDatabase database() {
        return INSTANCE.database;
    }

    public static MessageStoreProvider sessions() {
        return PostgresSessionJournal.provider(INSTANCE.database::connect);
    }

    /** All files of the server. */
    public static Path folder() {
        return INSTANCE.folder;
    }

    /** Runs as the owner. */
    public static void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The first column of a query, as the owner. */
    public static List<String> query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (row.next()) {
                values.add(String.valueOf(row.getString(1)));
            }
            return values;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                INSTANCE.server.jdbcUrl(), INSTANCE.server.user(), INSTANCE.server.password());
    }

    private void remove() {
        database.close();
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
