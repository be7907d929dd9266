package dev.keel.server.database;

import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.ledger.postgres.PostgresConfig;
import dev.keel.ledger.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The database of the ledger, started here or only named. */
public final class DatabaseHost implements AutoCloseable {
    private final DatabaseAddress address;
    private final @Nullable PostgresServer server;

    private DatabaseHost(DatabaseAddress address, @Nullable PostgresServer server) {
        this.address = address;
        this.server = server;
    }

    /**
     * Starts the embedded database in the folder, unless another one is named. Blocks until it
     * answers.
     *
     * @throws dev.keel.ledger.postgres.PostgresStartException if it does not come up, or if another
     *     Keel uses the folder
     * @throws IllegalArgumentException if the URL is none
     */
    public static DatabaseHost open(Path dataDirectory, Optional<String> url) {
        if (url.isPresent()) {
            return new DatabaseHost(DatabaseAddress.parse(url.get()), null);
        }
        PostgresServer server = PostgresServer.start(PostgresConfig.in(dataDirectory));
        return new DatabaseHost(
                DatabaseAddress.of(server.jdbcUrl(), server.user(), server.password()), server);
    }

    public DatabaseAddress address() {
        return address;
    }

    public boolean isEmbedded() {
        return server != null;
    }

    /** False if its process is known to be gone; a database elsewhere may be. */
    public boolean mayAnswer() {
        return server == null || server.isRunning();
    }

    /** For people, without a password. */
    public String description() {
        return (server == null ? "PostgreSQL at " : "PostgreSQL of its own, ") + address.jdbcUrl();
    }

    /** Stops it if it was started here; blocks. */
    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
