package dev.keel.server.cli.venues.mt;

import dev.keel.server.cli.accounts.CredentialEntry;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code keel venues mt}: MetaTrader terminals. */
@Command(
        name = "mt",
        description = "Connects MetaTrader terminals: docs/metatrader.md walks through it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class MtCommand implements Runnable {
    @Spec private CommandSpec spec;

    private MtCommand() {}

    /** The command line. */
    public static CommandLine over(InstantSource clock, CredentialEntry entry) {
        return new CommandLine(new MtCommand())
                .addSubcommand(new MtInstallCommand())
                .addSubcommand(new MtDoctorCommand(clock, entry))
                .addSubcommand(new MtAgentCommand());
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
