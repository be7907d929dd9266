package dev.keel.server.database;

import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.ledger.postgres.PostgresConfig;
import dev.keel.ledger.postgres.PostgresServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database of the ledger, started here or only named. */
public final class DatabaseHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseHost.class);

    private final DatabaseAddress address;
    private final @Nullable PostgresConfig config;
    private @Nullable PostgresServer server;

    private DatabaseHost(
            DatabaseAddress address,
            @Nullable PostgresConfig config,
            @Nullable PostgresServer server) {
        this.address = address;
        this.config = config;
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
            return new DatabaseHost(DatabaseAddress.parse(url.get()), null, null);
        }
        PostgresConfig config = PostgresConfig.in(dataDirectory);
        PostgresServer server = PostgresServer.start(config);
        DatabaseAddress address =
                DatabaseAddress.of(server.jdbcUrl(), server.user(), server.password());
        return new DatabaseHost(address, config.withPort(portOf(server)), server);
    }

    /**
     * The database of the platform that runs on this folder, which goes on running; or else as
     * {@link #open}.
     */
    public static DatabaseHost reach(Path dataDirectory, Optional<String> url) {
        return new ConnectionFile(dataDirectory)
                .read()
                .filter(_ -> url.isEmpty())
                .map(address -> new DatabaseHost(address, null, null))
                .orElseGet(() -> open(dataDirectory, url));
    }

    public DatabaseAddress address() {
        return address;
    }

    public boolean isEmbedded() {
        return config != null;
    }

    /**
     * Starts the embedded database again, where it was, if its process is gone; blocks.
     *
     * @throws dev.keel.ledger.postgres.PostgresStartException if it does not come up
     */
    public synchronized void revive() {
        PostgresServer gone = server;
        if (config == null || gone == null || gone.isRunning()) {
            return;
        }
        LOG.error("the database's process is gone; it is started again");
        gone.close();
        server = PostgresServer.start(config);
    }

    /** For people, without a password. */
    public String description() {
        return (isEmbedded() ? "PostgreSQL of its own, " : "PostgreSQL at ") + address.jdbcUrl();
    }

    /** Stops it if it was started here; blocks. */
    @Override
    public synchronized void close() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    private static int portOf(PostgresServer server) {
        return URI.create(server.jdbcUrl().substring("jdbc:".length())).getPort();
    }
}
