package dev.keel.bench;

import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.ledger.postgres.PostgresConfig;
import dev.keel.ledger.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.Stream;

/** A durable PostgreSQL of its own in a temporary folder, gone when closed. */
final class BenchDatabase implements AutoCloseable {
    private final Path folder;
    private final PostgresServer server;

    private BenchDatabase(Path folder, PostgresServer server) {
        this.folder = folder;
        this.server = server;
    }

    static BenchDatabase start() {
        Path folder = temporaryFolder();
        try {
            return new BenchDatabase(folder, PostgresServer.start(PostgresConfig.in(folder)));
        } catch (RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    DatabaseAddress address() {
        return DatabaseAddress.of(server.jdbcUrl(), server.user(), server.password());
    }

    /** A plain connection that sends batches as fast as the driver can. */
    Connection connect() throws SQLException {
        DatabaseAddress address = address();
        return DriverManager.getConnection(
                address.jdbcUrl() + "?reWriteBatchedInserts=true",
                address.user(),
                address.password());
    }

    @Override
    public void close() {
        server.close();
        delete(folder);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("keel-bench-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder + " cannot be deleted", e);
        }
    }
}
