package dev.keel.ledger.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's programs, unpacked and able to run.
 *
 * @param folder the folder that holds {@code bin}, {@code lib} and {@code share}; every user may
 *     read it
 * @param major the major version that a data folder must have
 */
record PostgresBinaries(Path folder, int major) {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);

    private static final String UNFINISHED = ".unpacking-";
    private static final Pattern VERSION = Pattern.compile("postgres \\(PostgreSQL\\) (\\d+)");
    private static final Duration BOUND = Duration.ofMinutes(2);

    /**
     * Unpacks the programs for this machine below the folder unless they are there. Several
     * processes may do so at a time, and one killed in the middle leaves nothing that is taken for
     * whole.
     */
    static PostgresBinaries in(Path directory) {
        try {
            BinariesArchive archive = new BinariesArchive(Platform.current());
            Path folder = directory.resolve(archive.key());
            if (!Files.isDirectory(folder)) {
                unpackAlone(archive, directory, folder);
            }
            return new PostgresBinaries(folder, majorVersion(folder));
        } catch (IOException e) {
            throw PostgresStartException.cannot(
                    "unpack the PostgreSQL programs into " + directory, e);
        }
    }

    String program(String name) {
        return programIn(folder, name).toString();
    }

    private static Path programIn(Path folder, String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** A file lock excludes other processes only; threads of this one take turns here. */
    private static synchronized void unpackAlone(
            BinariesArchive archive, Path directory, Path folder) throws IOException {
        Files.createDirectories(directory);
        try (FileChannel channel =
                        FileChannel.open(
                                directory.resolve("unpack.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            if (!Files.isDirectory(folder)) {
                FileTree.deleteLeftovers(directory, UNFINISHED);
                unpack(archive, directory, folder);
            }
        }
    }

    private static void unpack(BinariesArchive archive, Path directory, Path folder)
            throws IOException {
        LOG.info("unpacking the PostgreSQL programs into {}", folder);
        Path unfinished = directory.resolve(UNFINISHED + UUID.randomUUID());
        Files.createDirectory(unfinished);
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
        archive.unpackInto(unfinished);
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        FileTree.force(directory);
    }

    private static int majorVersion(Path folder) {
        String program = programIn(folder, "postgres").toString();
        Command.Outcome outcome = Command.run(List.of(program, "--version"), folder, BOUND);
        if (outcome instanceof Command.Outcome.Exited(int code, String output) && code == 0) {
            Matcher matcher = VERSION.matcher(output);
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        throw new PostgresStartException(
                "the PostgreSQL programs in %s do not run on this machine (%s); if the folder is damaged, delete it, it is unpacked again"
                        .formatted(folder, outcome.describe()));
    }
}
