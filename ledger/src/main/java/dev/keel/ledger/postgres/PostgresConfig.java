package dev.keel.ledger.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Where the embedded PostgreSQL keeps its data and how it listens.
 *
 * @param dataDirectory the platform's data folder; the cluster, its password, its log and {@code
 *     keel.lock} live in it
 * @param binariesDirectory where the programs are unpacked, a folder for each build of them; may be
 *     shared by several data folders and by several processes at a time
 * @param port the TCP port on 127.0.0.1; 0 takes a free one at every start
 * @param settings further server settings by name; those that the promises of this package rest on
 *     are refused
 * @param startTimeout how long the server may take until it answers, recovery after a crash
 *     included
 */
public record PostgresConfig(
        Path dataDirectory,
        Path binariesDirectory,
        int port,
        Map<String, String> settings,
        Duration startTimeout) {

    private static final int HIGHEST_PORT = 65_535;

    public PostgresConfig {
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
        binariesDirectory = binariesDirectory.toAbsolutePath().normalize();
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("port must be 0 to 65535, was " + port);
        }
        if (!startTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "startTimeout must be positive, was " + startTimeout);
        }
        settings = Map.copyOf(settings);
        settings.forEach(PostgresSettings::requireAllowed);
    }

    /**
     * The defaults: programs inside the data folder, a free port, no further settings. Five minutes
     * to start is far more than any recovery of this server needs, and a slow machine is not a
     * reason to give up.
     */
    public static PostgresConfig in(Path dataDirectory) {
        return new PostgresConfig(
                dataDirectory,
                dataDirectory.resolve("postgres-binaries"),
                0,
                Map.of(),
                Duration.ofMinutes(5));
    }

    public PostgresConfig withBinariesDirectory(Path directory) {
        return new PostgresConfig(dataDirectory, directory, port, settings, startTimeout);
    }

    public PostgresConfig withPort(int fixedPort) {
        return new PostgresConfig(
                dataDirectory, binariesDirectory, fixedPort, settings, startTimeout);
    }

    /** Replaces the further settings. */
    public PostgresConfig withSettings(Map<String, String> furtherSettings) {
        return new PostgresConfig(
                dataDirectory, binariesDirectory, port, furtherSettings, startTimeout);
    }
}
