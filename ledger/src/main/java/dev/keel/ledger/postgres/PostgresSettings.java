package dev.keel.ledger.postgres;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The settings the server is started with. They go on its command line, where they win over {@code
 * postgresql.conf} and over {@code ALTER SYSTEM}: a data folder cannot switch durability off.
 */
final class PostgresSettings {

    static final String LOOPBACK = "127.0.0.1";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)?");

    /** What this package promises, or steers by itself. */
    private static final Set<String> RESERVED =
            Set.of(
                    "fsync",
                    "synchronous_commit",
                    "full_page_writes",
                    "wal_sync_method",
                    "listen_addresses",
                    "port",
                    "unix_socket_directories",
                    "data_directory",
                    "config_file",
                    "hba_file",
                    "ident_file",
                    "password_encryption",
                    "logging_collector",
                    "log_destination",
                    "lc_messages");

    private PostgresSettings() {}

    static void requireAllowed(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a server setting: " + name);
        }
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException(
                    "the setting " + name + " is fixed by Keel and cannot be set to " + value);
        }
    }

    /** The arguments {@code -c name=value} for a start on this port. */
    static List<String> arguments(Map<String, String> furtherSettings, int port) {
        Map<String, String> settings = new LinkedHashMap<>(forSmallMachine());
        settings.putAll(furtherSettings);
        settings.putAll(fixed(port));
        List<String> arguments = new ArrayList<>();
        settings.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        return List.copyOf(arguments);
    }

    private static Map<String, String> fixed(int port) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        if (Platform.current().operatingSystem() == Platform.OperatingSystem.DARWIN) {
            // What macOS calls fsync stops at the drive's cache.
            settings.put("wal_sync_method", "fsync_writethrough");
        }
        settings.put("listen_addresses", LOOPBACK);
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.put("password_encryption", "scram-sha-256");
        // The server's messages go to its standard error and so to the one log file, in the
        // language this package
        // looks for in it.
        settings.put("logging_collector", "off");
        settings.put("log_destination", "stderr");
        settings.put("lc_messages", "C");
        return settings;
    }

    /** The platform, database included, is to stay below 700 MB on a machine with two cores. */
    private static Map<String, String> forSmallMachine() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("cluster_name", "keel");
        settings.put("shared_buffers", "96MB");
        settings.put("max_connections", "40");
        settings.put("work_mem", "4MB");
        settings.put("maintenance_work_mem", "32MB");
        settings.put("autovacuum_max_workers", "2");
        // Fewer processes: reads in the background and parallel plans gain nothing on a ledger this
        // size.
        settings.put("io_method", "sync");
        settings.put("max_worker_processes", "4");
        settings.put("max_parallel_workers_per_gather", "0");
        settings.put("max_parallel_maintenance_workers", "0");
        settings.put("max_logical_replication_workers", "0");
        settings.put("jit", "off");
        // Few, even checkpoints; the bound on the log also bounds the time that recovery takes.
        settings.put("wal_buffers", "8MB");
        settings.put("wal_compression", "on");
        settings.put("min_wal_size", "96MB");
        settings.put("max_wal_size", "512MB");
        settings.put("checkpoint_timeout", "10min");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("log_checkpoints", "off");
        // A statement that failed may carry a secret; the client gets the error with all that
        // belongs to it.
        settings.put("log_min_error_statement", "panic");
        return settings;
    }
}
