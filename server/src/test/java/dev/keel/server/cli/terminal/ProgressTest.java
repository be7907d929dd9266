package dev.keel.server.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter text = new StringWriter();

    @Test
    void keepsToOneLineAndTakesItAway() {
        Progress progress = Progress.on(new PrintWriter(text));

        progress.says("reading");
        progress.says("testing");
        progress.ends();
        progress.ends();

        assertThat(text)
                .hasToString("\r\u001b[2Kkeel: reading ...\r\u001b[2Kkeel: testing ...\r\u001b[2K");
    }

    @Test
    void saysNothingWhereNobodyWatches() {
        // A test's process has no terminal.
        Progress progress = Progress.onTerminal(new PrintWriter(text));

        progress.says("reading");
        progress.ends();

        assertThat(text.toString()).isEmpty();
    }
}
