package dev.keel.server.cli;

import dev.keel.core.strategy.BuyAndHold;
import dev.keel.core.strategy.SmaCross;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.server.cli.research.BacktestCommand;
import dev.keel.server.cli.research.SweepCommand;
import dev.keel.signals.ehlers.EhlersTrend;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import picocli.CommandLine;

/** The command line within the test's process. */
public final class Cli {
    public static final StrategyCatalog CATALOG =
            new StrategyCatalog(
                    List.of(BuyAndHold.DEFINITION, SmaCross.DEFINITION, EhlersTrend.DEFINITION));

    // Trials are counted in a folder of the test run, not beside the sources.
    static {
        try {
            System.setProperty(
                    "keel.data.dir", Files.createTempDirectory("keel-trials").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Cli() {}

    /** What a command left behind. */
    public record Outcome(int exitCode, String out, String err) {}

    public static Outcome keel(String... arguments) {
        return execute(
                KeelCommand.commandLine(BacktestCommand.over(CATALOG), SweepCommand.over(CATALOG)),
                arguments);
    }

    public static Outcome execute(CommandLine command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        command.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        int exitCode = command.execute(arguments);
        return new Outcome(exitCode, out.toString(), err.toString());
    }
}
