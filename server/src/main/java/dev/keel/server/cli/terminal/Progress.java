package dev.keel.server.cli.terminal;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line on standard error that says what is going on, for a person who waits. */
public final class Progress {
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final @Nullable PrintWriter terminal;
    private boolean shown;

    private Progress(@Nullable PrintWriter terminal) {
        this.terminal = terminal;
    }

    /** Shows progress if a person is at the terminal, and nothing otherwise. */
    public static Progress onTerminal(PrintWriter standardError) {
        boolean watched =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        return new Progress(watched ? standardError : null);
    }

    /** Shows progress, whoever reads it. */
    public static Progress on(PrintWriter writer) {
        return new Progress(writer);
    }

    /** Replaces the line. */
    public void says(String what) {
        if (terminal != null) {
            terminal.print(CLEAR_LINE + "keel: " + what + " ...");
            terminal.flush();
            shown = true;
        }
    }

    /** Takes the line away, if there is one. */
    public void ends() {
        if (terminal != null && shown) {
            terminal.print(CLEAR_LINE);
            terminal.flush();
            shown = false;
        }
    }
}
