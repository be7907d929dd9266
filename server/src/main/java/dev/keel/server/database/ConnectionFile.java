package dev.keel.server.database;

import dev.keel.ledger.database.DatabaseAddress;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;

/**
 * Tells how to reach the database of a platform that runs: {@code keel.connection} in its data
 * folder, mode 0600, gone when it stops. One left behind by a kill names a process that is gone,
 * and counts as none.
 */
public final class ConnectionFile {
    private static final String NAME = "keel.connection";

    private final Path file;

    public ConnectionFile(Path dataDirectory) {
        this.file = dataDirectory.resolve(NAME);
    }

    /** Writes it for this process, whole or not at all. */
    public void write(DatabaseAddress address) {
        Properties properties = new Properties();
        properties.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
        properties.setProperty("url", address.jdbcUrl());
        setIfKnown(properties, "user", Optional.ofNullable(address.user()));
        setIfKnown(properties, "password", Optional.ofNullable(address.password()));
        try {
            StringWriter text = new StringWriter();
            properties.store(text, "How to reach the database of the Keel that runs here.");
            Path fresh = file.resolveSibling(NAME + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(
                    fresh,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, text.toString(), StandardOpenOption.WRITE);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** The database of the platform that runs on this folder; empty if none runs. */
    public Optional<DatabaseAddress> read() {
        Properties properties = new Properties();
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return isAlive(properties.getProperty("pid", ""))
                ? Optional.of(
                        new DatabaseAddress(
                                properties.getProperty("url", ""),
                                properties.getProperty("user"),
                                properties.getProperty("password")))
                : Optional.empty();
    }

    public void delete() {
        try {
            boolean _ = Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    private static void setIfKnown(Properties properties, String key, Optional<String> value) {
        value.ifPresent(known -> properties.setProperty(key, known));
    }

    private static boolean isAlive(String pid) {
        return pid.matches("\\d{1,18}")
                && ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isPresent();
    }
}
