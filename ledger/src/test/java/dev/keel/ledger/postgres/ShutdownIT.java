package dev.keel.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * On programs that end, or do not, like a server: by a signal's exit code it is seen what made them
 * end.
 */
class ShutdownIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final int KILLED = 128 + 9;

    @Test
    void asksForFastShutdownFirst() throws IOException, InterruptedException {
        Process process = program("trap 'exit 42' INT; trap 'exit 43' QUIT");

        stop(process, new Shutdown(LONG, LONG, LONG));

        assertThat(process.waitFor()).isEqualTo(42);
    }

    @Test
    void asksForImmediateShutdownNext() throws IOException, InterruptedException {
        Process process = program("trap '' INT; trap 'exit 43' QUIT");

        stop(process, new Shutdown(SHORT, LONG, LONG));

        assertThat(process.waitFor()).isEqualTo(43);
    }

    @Test
    void killsWhatDoesNotObey() throws IOException, InterruptedException {
        Process process = program("trap '' INT QUIT");

        stop(process, new Shutdown(SHORT, SHORT, LONG));

        assertThat(process.waitFor()).isEqualTo(KILLED);
    }

    @Test
    void leavesWhatHasEnded() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();

        stop(process, new Shutdown(SHORT, SHORT, SHORT));

        assertThat(process.exitValue()).isZero();
    }

    private static void stop(Process process, Shutdown shutdown) {
        shutdown.stop(process.toHandle(), () -> !process.isAlive());
    }

    /**
     * A shell that has set its traps and then waits, in steps so short that it soon heeds a signal.
     */
    private static Process program(String traps) throws IOException {
        Process process =
                new ProcessBuilder("sh", "-c", traps + "; echo ready; while :; do sleep 0.1; done")
                        .start();
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        return process;
    }
}
