package dev.keel.server.cli.venues;

import dev.keel.server.cli.accounts.CredentialEntry;
import dev.keel.server.cli.venues.mt.MtCommand;
import dev.keel.server.venues.Certificates;
import dev.keel.server.venues.ConnectorSource;
import dev.keel.venues.certification.rigs.StandardRigs;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code keel venues}: what can be reached, and how well. */
@Command(
        name = "venues",
        description = "Shows venues, certifies their connectors, and looks after what they need.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class VenuesCommand implements Runnable {
    @Spec private CommandSpec spec;

    private VenuesCommand() {}

    /** The command line over what reaches venues. */
    public static CommandLine over(
            ConnectorSource source, Certificates certificates, Clock clock, CredentialEntry entry) {
        KnownVenues known = new SourceVenues(source);
        return new CommandLine(new VenuesCommand())
                .addSubcommand(new VenuesListCommand(known))
                .addSubcommand(new VenuesShowCommand(known))
                .addSubcommand(new VenuesCertifyCommand(StandardRigs::open, clock))
                .addSubcommand(new VenuesRouteCommand(source, clock))
                .addSubcommand(new VenuesWatchCommand(source))
                .addSubcommand(MtCommand.over(clock, entry))
                .addSubcommand(new DoctorCommand(source, certificates, clock));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
