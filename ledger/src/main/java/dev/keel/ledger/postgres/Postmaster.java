package dev.keel.ledger.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that outlived the Keel that started it: Keel was killed and had no time to
 * stop it.
 *
 * @param process the process that accepts connections and starts all others
 * @param cluster the data folder of PostgreSQL, all links resolved
 */
record Postmaster(ProcessHandle process, Path cluster) {

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);

    private static final Duration SETTLING = Duration.ofSeconds(5);

    private static final Path PROCESSES = Path.of("/proc");

    /**
     * Finds the server left behind on a folder. The note of a server that is gone is made harmless:
     * its number may belong to any other program by now.
     */
    static Optional<Postmaster> leftBehindOn(Path cluster) throws IOException {
        Path note = PostmasterFile.path(cluster);
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        Optional<PostmasterFile> file = readSettled(cluster);
        if (file.isEmpty()) {
            LOG.warn("removing {}, which a crash left without content", note);
            Files.deleteIfExists(note);
            return Optional.empty();
        }
        Optional<Postmaster> server = file.flatMap(content -> serving(content.pid(), cluster));
        if (server.isEmpty()) {
            LOG.info("{} names no server on this folder, the last one did not end by itself", note);
            PostmasterFile.disown(cluster);
        }
        return server;
    }

    /**
     * A server that is just starting creates the note first and fills it at once; it is given time
     * for that.
     */
    private static Optional<PostmasterFile> readSettled(Path cluster) throws IOException {
        long start = System.nanoTime();
        Optional<PostmasterFile> file = PostmasterFile.read(cluster);
        while (file.isEmpty() && System.nanoTime() - start < SETTLING.toNanos()) {
            Patience.pause();
            file = PostmasterFile.read(cluster);
        }
        return file;
    }

    private static Optional<Postmaster> serving(long pid, Path cluster) {
        return ProcessHandle.of(pid)
                .map(process -> new Postmaster(process, cluster))
                .filter(Postmaster::serves);
    }

    /**
     * Stops the server properly, so that the one to come has its port and its settings to itself.
     */
    void stop() {
        LOG.info(
                "stopping PostgreSQL process {}, left behind on {} by a Keel that was killed",
                process.pid(),
                cluster);
        Shutdown.USUAL.stop(process, () -> !serves());
    }

    /**
     * Whether this is a live server on the folder. A process that has ended and waits to be
     * collected is not.
     */
    boolean serves() {
        List<String> commandLine = commandLine();
        return process.isAlive()
                && commandLine.stream().limit(1).anyMatch(Postmaster::isPostgres)
                && (worksInCluster() || commandLine.contains(cluster.toString()));
    }

    private static boolean isPostgres(String program) {
        return program.substring(program.lastIndexOf('/') + 1).equals("postgres");
    }

    /**
     * The server's working directory is its data folder, under whatever name the folder has now.
     * Only Linux tells.
     */
    private boolean worksInCluster() {
        try {
            return Files.isSameFile(processFolder().resolve("cwd"), cluster);
        } catch (IOException e) {
            LOG.debug("the working directory of process {} is not to be seen", process.pid(), e);
            return false;
        }
    }

    private List<String> commandLine() {
        try {
            byte[] line = Files.readAllBytes(processFolder().resolve("cmdline"));
            return Arrays.asList(new String(line, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            LOG.debug("no command line of process {} in /proc", process.pid(), e);
            return Stream.concat(
                            process.info().command().stream(),
                            process.info().arguments().stream().flatMap(Arrays::stream))
                    .toList();
        }
    }

    private Path processFolder() {
        return PROCESSES.resolve(Long.toString(process.pid()));
    }
}
