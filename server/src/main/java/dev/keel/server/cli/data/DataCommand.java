package dev.keel.server.cli.data;

import dev.keel.server.venues.ConnectorSource;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code keel data}: market data on their way into research. Needs no server and no database. */
@Command(
        name = "data",
        description = "Takes market data over, says what they are worth, and shows them.",
        mixinStandardHelpOptions = true,
        subcommands = {DataImportCommand.class, DataShowCommand.class})
public final class DataCommand implements Runnable {
    @Spec private CommandSpec spec;

    private DataCommand() {}

    /** The command line over what reaches venues. */
    public static CommandLine over(ConnectorSource source, InstantSource clock) {
        return new CommandLine(new DataCommand())
                .addSubcommand(new DataDownloadCommand(source, clock));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
