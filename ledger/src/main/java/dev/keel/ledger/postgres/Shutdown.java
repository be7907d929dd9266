package dev.keel.ledger.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a PostgreSQL server: kindly, then less so.
 *
 * <p>Reference: PostgreSQL 18 documentation, 18.5 Shutting Down the Server.
 *
 * @param fastBound how long the server may take to end the sessions and write everything out
 * @param immediateBound how long it may then take to leave at once; the next start recovers from
 *     the log, and nothing committed is lost
 * @param killBound how long the system may take to remove it in the end
 */
record Shutdown(Duration fastBound, Duration immediateBound, Duration killBound) {

    static final Shutdown USUAL =
            new Shutdown(Duration.ofSeconds(60), Duration.ofSeconds(20), Duration.ofSeconds(20));

    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    private static final Duration SIGNAL_BOUND = Duration.ofMinutes(1);

    /**
     * Blocks until the server has stopped.
     *
     * @throws PostgresStartException if it cannot be stopped by this user, or not at all
     */
    void stop(ProcessHandle server, BooleanSupplier stopped) {
        if (stopped.getAsBoolean()
                || stoppedBy("INT", server, stopped, fastBound)
                || stoppedBy("QUIT", server, stopped, immediateBound)) {
            return;
        }
        LOG.warn("PostgreSQL process {} obeys no signal, killing it", server.pid());
        server.destroyForcibly();
        if (!Patience.until(stopped, killBound)) {
            throw new PostgresStartException(
                    "PostgreSQL process " + server.pid() + " cannot be stopped");
        }
    }

    private static boolean stoppedBy(
            String signal, ProcessHandle server, BooleanSupplier stopped, Duration bound) {
        // Java itself sends TERM and KILL only. This runs as Keel does: root may signal a server of
        // any account.
        String pid = Long.toString(server.pid());
        Command.Outcome outcome =
                Command.run(
                        List.of("sh", "-c", "kill -s \"$1\" \"$2\"", "sh", signal, pid),
                        Path.of("/"),
                        SIGNAL_BOUND);
        if (!outcome.succeeded() && !stopped.getAsBoolean()) {
            throw new PostgresStartException(
                    "PostgreSQL process %s is in the way and cannot be stopped: %s"
                            .formatted(pid, outcome.describe()));
        }
        return Patience.until(stopped, bound);
    }
}
