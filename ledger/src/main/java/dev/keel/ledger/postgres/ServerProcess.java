package dev.keel.ledger.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server as a child of this process. */
record ServerProcess(Process process, ClusterFolder folder) {

    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);

    private static final Duration STEP = Duration.ofMillis(20);
    private static final Duration LOG_CHECK = Duration.ofMinutes(1);

    /**
     * Programs that give the server a session of its own. In the terminal's session ctrl-C would
     * reach it directly, and it would be gone while Keel still has to finish its work. Linux has
     * the first, macOS the second.
     */
    private static final Map<String, List<String>> OWN_SESSION =
            Map.of(
                    "setsid", List.of("setsid"),
                    "perl", List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV"));

    /** Starts the server; whether it comes up is another question. */
    static ServerProcess launch(
            ClusterFolder folder,
            PostgresBinaries binaries,
            Privileges privileges,
            List<String> settings)
            throws IOException {
        List<String> server = new ArrayList<>();
        server.addAll(List.of(binaries.program("postgres"), "-D", folder.cluster().toString()));
        server.addAll(settings);
        List<String> command =
                new ArrayList<>(
                        Command.firstAvailable(List.of("setsid", "perl"))
                                .map(OWN_SESSION::get)
                                .orElse(List.of()));
        command.addAll(privileges.wrap(server));
        Process process =
                Command.prepare(command, folder.dataDirectory())
                        .redirectErrorStream(true)
                        .redirectOutput(appendTo(folder.log().file()))
                        .start();
        return new ServerProcess(process, folder);
    }

    private static ProcessBuilder.Redirect appendTo(Path file) {
        return ProcessBuilder.Redirect.appendTo(file.toFile());
    }

    /** How far a launched server came. */
    enum Progress {
        ANSWERS,
        ENDED,
        STILL_STARTING
    }

    /**
     * Waits until the server lets clients in, ends, or the bound is reached. The server's own note
     * decides, since at its port another program may answer, which must not be shown the password.
     */
    Progress awaitAnswer(Duration bound) throws InterruptedException, IOException {
        long start = System.nanoTime();
        while (!process.waitFor(STEP)) {
            if (PostmasterFile.read(folder.cluster()).filter(this::isReady).isPresent()) {
                return Progress.ANSWERS;
            }
            if (System.nanoTime() - start > bound.toNanos()) {
                return Progress.STILL_STARTING;
            }
        }
        return Progress.ENDED;
    }

    private boolean isReady(PostmasterFile file) {
        return file.pid() == process.pid() && file.isReady();
    }

    /** Blocks until the server has stopped; nothing happens if it has. */
    void stop() {
        Shutdown.USUAL.stop(process.toHandle(), () -> !process.isAlive());
    }

    /** Keeps the log bounded as long as the server runs, in a thread of its own. */
    void superviseLog() {
        Thread.ofVirtual().name("postgres-log").start(this::keepLogBounded);
    }

    private void keepLogBounded() {
        try {
            while (!process.waitFor(LOG_CHECK)) {
                folder.log().keepBounded();
            }
            reportEnd();
        } catch (IOException e) {
            LOG.warn("the log of PostgreSQL is not kept bounded any more", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reportEnd() {
        if (process.exitValue() == 0) {
            LOG.info("PostgreSQL has stopped");
        } else {
            LOG.error(
                    "PostgreSQL ended with exit code {}, see {}",
                    process.exitValue(),
                    folder.log().file());
        }
    }
}
