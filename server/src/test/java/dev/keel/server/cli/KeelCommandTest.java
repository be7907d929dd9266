package dev.keel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.server.cli.Cli.Outcome;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class KeelCommandTest {
    @Test
    void printsItsHelpWhenAskedForNothing() {
        Outcome outcome = Cli.keel();

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("Usage: keel", "backtest");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void printsItsVersion() {
        Outcome outcome = Cli.keel("--version");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("keel ");
    }

    @Test
    void namesTheCommandsThatThereAre() {
        Outcome outcome = Cli.keel("bakctest", "--data", "x");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .isEqualToIgnoringNewLines(
                        "keel: command 'bakctest' is unknown, known are [backtest, sweep];"
                                + " see keel --help");
    }

    @Test
    void namesAnUnknownOption() {
        Outcome outcome = Cli.keel("--fast");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("keel: Unknown option: '--fast'").hasLineCount(1);
    }

    @Test
    void tellsOfABugInOneLine() {
        Outcome outcome = Cli.execute(KeelCommand.commandLine(new Broken()), "broken");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualToIgnoringNewLines("keel: java.lang.UnsupportedOperationException");
    }

    @Test
    void tellsOfAFailureInOneLineWhateverItsMessage() {
        Outcome outcome = Cli.execute(KeelCommand.commandLine(new Talkative()), "talkative");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).isEqualToIgnoringNewLines("keel: one two [31mthree");
        assertThat(outcome.err()).hasLineCount(1);
    }

    @Command(name = "broken")
    private static final class Broken implements Runnable {
        @Override
        public void run() {
            throw new UnsupportedOperationException();
        }
    }

    @Command(name = "talkative")
    private static final class Talkative implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("one\n\ttwo\r\n\u001b[31mthree\n");
        }
    }
}
