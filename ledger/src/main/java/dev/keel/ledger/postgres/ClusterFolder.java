package dev.keel.ledger.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of the data folder that belongs to PostgreSQL: a database cluster and its password. The
 * two come into being together, by one rename, so that neither is ever there without the other.
 *
 * @param dataDirectory the platform's data folder, all links resolved
 */
record ClusterFolder(Path dataDirectory) {

    /** The owner of everything in the cluster, and the role Keel connects as. */
    static final String SUPERUSER = "keel";

    private static final Logger LOG = LoggerFactory.getLogger(ClusterFolder.class);

    private static final String UNFINISHED = "postgres.creating-";
    private static final int PASSWORD_BYTES = 32;
    private static final Duration INITDB_BOUND = Duration.ofMinutes(10);

    /** What is handed to the account that runs the server. */
    Path root() {
        return dataDirectory.resolve("postgres");
    }

    Path cluster() {
        return clusterIn(root());
    }

    private static Path clusterIn(Path root) {
        return root.resolve("cluster");
    }

    private static Path passwordIn(Path root) {
        return root.resolve("password");
    }

    ServerLog log() {
        return new ServerLog(dataDirectory.resolve("postgres.log"), 8L << 20);
    }

    /**
     * The major version of the cluster; none before the first start.
     *
     * @throws PostgresStartException if there is something else in its place
     */
    Optional<Integer> major() throws IOException {
        Path versionFile = cluster().resolve("PG_VERSION");
        try {
            return Optional.of(Integer.valueOf(Files.readString(versionFile).strip()));
        } catch (NumberFormatException e) {
            throw new PostgresStartException(versionFile + " holds no version of PostgreSQL", e);
        } catch (NoSuchFileException e) {
            if (Files.exists(root())) {
                throw new PostgresStartException(
                        root() + " is there, but is no data folder of Keel's PostgreSQL", e);
            }
            return Optional.empty();
        }
    }

    String password() throws IOException {
        return Files.readString(passwordIn(root()), StandardCharsets.US_ASCII).strip();
    }

    /** Removes what first starts that were killed left behind. */
    void clearLeftovers() throws IOException {
        FileTree.deleteLeftovers(dataDirectory, UNFINISHED);
    }

    /**
     * Creates the cluster and a random password, elsewhere at first; a kill in the middle leaves no
     * half cluster.
     */
    void create(PostgresBinaries binaries, Privileges privileges) throws IOException {
        LOG.info("creating the database in {}", root());
        Path unfinished = dataDirectory.resolve(UNFINISHED + UUID.randomUUID());
        Files.createDirectory(unfinished, permissions("rwx------"));
        Files.createDirectory(clusterIn(unfinished), permissions("rwx------"));
        writePassword(passwordIn(unfinished));
        privileges.handOver(unfinished);
        initialise(unfinished, binaries, privileges);
        FileTree.force(unfinished);
        Files.move(unfinished, root(), StandardCopyOption.ATOMIC_MOVE);
        FileTree.force(dataDirectory);
    }

    private void initialise(Path folder, PostgresBinaries binaries, Privileges privileges) {
        List<String> initdb =
                List.of(
                        binaries.program("initdb"),
                        "--pgdata=" + clusterIn(folder),
                        "--username=" + SUPERUSER,
                        "--pwfile=" + passwordIn(folder),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--data-checksums",
                        "--no-instructions");
        Command.Outcome outcome = Command.run(privileges.wrap(initdb), dataDirectory, INITDB_BOUND);
        if (!outcome.succeeded()) {
            throw new PostgresStartException(
                    "cannot create the database in %s as %s: %s"
                            .formatted(dataDirectory, privileges.describe(), outcome.describe()));
        }
    }

    private static void writePassword(Path file) throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        // Created with its permissions: at no time can others read it.
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        permissions("rw-------"))) {
            channel.write(StandardCharsets.US_ASCII.encode(password + "\n"));
            channel.force(true);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
