package dev.keel.server;

import dev.keel.ledger.postgres.PostgresConfig;
import dev.keel.ledger.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Fresh databases on one real server, which is started once for all tests of the process. */
public final class TestDatabases {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabases() {}

    /** The programs, unpacked once for all test runs of this user. */
    public static Path binaries() {
        return Path.of(
                System.getProperty("java.io.tmpdir"),
                "keel-test-postgres-" + System.getProperty("user.name"));
    }

    /** The address of a new empty database, as one would name it in {@code KEEL_DATABASE_URL}. */
    public static String create() {
        PostgresServer server = Server.RUNNING;
        String name = "test_" + COUNT.incrementAndGet();
        try (Connection connection =
                        DriverManager.getConnection(
                                server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        URI url = URI.create(server.jdbcUrl().substring("jdbc:".length()));
        return "postgresql://%s:%s@%s:%d/%s"
                .formatted(server.user(), server.password(), url.getHost(), url.getPort(), name);
    }

    /** Starts with the first database, and ends with the process. */
    private static final class Server {
        static final PostgresServer RUNNING = start();

        private static PostgresServer start() {
            try {
                // The server may run as another user, who must reach its folder.
                Path folder =
                        Files.createTempDirectory(
                                "keel-server-test-",
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rwxr-xr-x")));
                PostgresServer server =
                        PostgresServer.start(
                                PostgresConfig.in(folder.resolve("data"))
                                        .withBinariesDirectory(binaries()));
                Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-postgres"));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
