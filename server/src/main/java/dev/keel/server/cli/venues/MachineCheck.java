package dev.keel.server.cli.venues;

import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.server.database.ConnectionFile;
import dev.keel.venues.ccxt.host.NodeRuntime;
import dev.keel.venues.connector.ConnectorException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Looks at the machine: what Keel runs on, and what it needs to run. */
record MachineCheck(Path dataDirectory, Optional<String> databaseUrl, Clock clock) {
    private static final int NEEDED_JAVA = 25;
    private static final long LEAST_DISK = 1L << 30;
    private static final long ENOUGH_DISK = 5L << 30;
    private static final Duration CLOCKS_AGREE = Duration.ofSeconds(1);

    /** No clock of a machine that is right shows an earlier year. */
    private static final Instant BUILT_AFTER = Instant.parse("2025-01-01T00:00:00Z");

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        findings.add(node());
        findings.add(disk());
        findings.addAll(databaseAndClock());
        return findings;
    }

    private static Finding java() {
        Runtime.Version version = Runtime.version();
        String words = version + " (" + System.getProperty("java.home") + ")";
        return version.feature() >= NEEDED_JAVA
                ? Finding.ok("Java", words)
                : Finding.problem("Java", words + ", must be " + NEEDED_JAVA + " or later");
    }

    private static Finding node() {
        try {
            return Finding.ok("Node", NodeRuntime.find().explain());
        } catch (ConnectorException e) {
            return Finding.problem(
                    "Node",
                    e.getMessage()
                            + "; without it no exchange can be reached, FIX and MetaTrader"
                            + " can");
        }
    }

    private Finding disk() {
        try {
            Path there = dataDirectory.toAbsolutePath();
            while (!Files.exists(there)) {
                there = Optional.ofNullable(there.getParent()).orElse(Path.of("/"));
            }
            FileStore store = Files.getFileStore(there);
            long free = store.getUsableSpace();
            String words = (free >> 20) + " MiB free below " + there;
            if (!Files.isWritable(there)) {
                return Finding.problem("disk", there + " must be writable");
            }
            if (free < LEAST_DISK) {
                return Finding.problem("disk", words + ", needs 1024 MiB");
            }
            return free < ENOUGH_DISK ? Finding.note("disk", words) : Finding.ok("disk", words);
        } catch (IOException e) {
            return Finding.problem("disk", "cannot be looked at: " + e.getMessage());
        }
    }

    /** The database's clock is another machine's where it is not embedded. */
    private List<Finding> databaseAndClock() {
        Optional<DatabaseAddress> address =
                databaseUrl
                        .map(DatabaseAddress::parse)
                        .or(() -> new ConnectionFile(dataDirectory).read());
        if (address.isEmpty()) {
            return List.of(
                    Finding.note("database", "Keel does not run here: its own database is at rest"),
                    clock(Optional.empty()));
        }
        try {
            Instant before = clock.instant();
            Instant theirs = now(address.get());
            Instant after = clock.instant();
            Instant ours = before.plus(Duration.between(before, after).dividedBy(2));
            return List.of(
                    Finding.ok("database", address.get() + " answers"),
                    clock(Optional.of(Duration.between(ours, theirs))));
        } catch (SQLException e) {
            return List.of(
                    Finding.problem("database", address.get() + ": " + e.getMessage()),
                    clock(Optional.empty()));
        }
    }

    private static Instant now(DatabaseAddress address) throws SQLException {
        Properties properties = new Properties();
        set(properties, "user", address.user());
        set(properties, "password", address.password());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "5");
        try (Connection connection = DriverManager.getConnection(address.jdbcUrl(), properties);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private static void set(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }

    private Finding clock(Optional<Duration> offset) {
        if (clock.instant().isBefore(BUILT_AFTER)) {
            return Finding.problem("clock", "shows " + clock.instant() + ": set it");
        }
        if (offset.isEmpty()) {
            return Finding.note(
                    "clock", clock.instant() + "; nothing to hold it against but the venues");
        }
        String words = "the database's less ours: " + offset.get().toMillis() + " ms";
        return offset.get().abs().compareTo(CLOCKS_AGREE) > 0
                ? Finding.problem("clock", words + ": have both kept by NTP")
                : Finding.ok("clock", words);
    }
}
