package dev.keel.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandIT {

    private static final Path ROOT = Path.of("/");
    private static final Duration LONG = Duration.ofMinutes(2);

    @Test
    void tellsExitCodeAndBothOutputs() {
        Command.Outcome outcome = run("echo out; echo err >&2; exit 3");

        assertThat(outcome).isEqualTo(new Command.Outcome.Exited(3, "out\nerr"));
        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.describe()).isEqualTo("exit code 3, out\nerr");
    }

    @Test
    void succeedsWithExitCodeZero() {
        assertThat(run("true").succeeded()).isTrue();
    }

    @Test
    void tellsThatProgramIsMissing() {
        Command.Outcome outcome = Command.run(List.of("keel-no-such-program"), ROOT, LONG);

        assertThat(outcome).isInstanceOf(Command.Outcome.NotStarted.class);
        assertThat(outcome.describe()).contains("keel-no-such-program");
    }

    @Test
    void tellsThatItGaveUpWaiting() {
        Command.Outcome outcome =
                Command.run(List.of("sh", "-c", "exec sleep 600"), ROOT, Duration.ofMillis(50));

        assertThat(outcome).isEqualTo(new Command.Outcome.TimedOut(Duration.ofMillis(50)));
        assertThat(outcome.succeeded()).isFalse();
    }

    @Test
    void waitsOnInThreadThatIsInterrupted() {
        Thread.currentThread().interrupt();

        Command.Outcome outcome = run("echo done");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).isEqualTo(new Command.Outcome.Exited(0, "done"));
    }

    @Test
    void findsTheFirstProgramThatThereIs() {
        assertThat(Command.firstAvailable(List.of("keel-no-such-program", "sh", "cat")))
                .contains("sh");
        assertThat(Command.firstAvailable(List.of("keel-no-such-program"))).isEmpty();
    }

    private static Command.Outcome run(String script) {
        return Command.run(List.of("sh", "-c", script), ROOT, LONG);
    }
}
