package dev.keel.server.cli;

import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.server.cli.accounts.AccountsCommand;
import dev.keel.server.cli.accounts.CredentialEntry;
import dev.keel.server.cli.data.DataCommand;
import dev.keel.server.cli.research.BacktestCommand;
import dev.keel.server.cli.research.LookAheadCommand;
import dev.keel.server.cli.research.MonteCarloCommand;
import dev.keel.server.cli.research.PromoteCommand;
import dev.keel.server.cli.research.SweepCommand;
import dev.keel.server.cli.research.TrialsCommand;
import dev.keel.server.cli.research.WalkForwardCommand;
import dev.keel.server.cli.research.WarmUpCommand;
import dev.keel.server.cli.signals.AstroCommand;
import dev.keel.server.cli.signals.IndicatorCommand;
import dev.keel.server.cli.signals.ScanCommand;
import dev.keel.server.cli.signals.TrainCommand;
import dev.keel.server.cli.venues.DoctorCommand;
import dev.keel.server.cli.venues.VenuesCommand;
import dev.keel.server.venues.Certificates;
import dev.keel.server.venues.ConnectorSource;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.indicator.IndicatorCatalog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine;

/** All commands of the program. */
public final class Commands {
    /** Where models are kept unless a command is told otherwise. */
    public static final Path REGISTRY = TrainCommand.REGISTRY;

    private Commands() {}

    /** The command line over what is on offer. */
    public static CommandLine over(
            StrategyCatalog strategies,
            IndicatorCatalog indicators,
            List<ExpertDefinition> experts,
            ConnectorSource connectors,
            Certificates certificates) {
        Clock clock = Clock.systemUTC();
        CredentialEntry entry = new CredentialEntry(System.in, System.console());
        return KeelCommand.commandLine(
                new RunCommand(strategies, connectors, certificates),
                AccountsCommand.over(connectors, clock, entry),
                VenuesCommand.over(connectors, certificates, clock, entry),
                new DoctorCommand(connectors, certificates, clock),
                BacktestCommand.over(strategies),
                SweepCommand.over(strategies),
                new ScanCommand(experts),
                IndicatorCommand.over(indicators),
                WalkForwardCommand.over(strategies),
                MonteCarloCommand.over(strategies),
                LookAheadCommand.over(strategies),
                WarmUpCommand.over(strategies),
                PromoteCommand.over(strategies),
                new TrialsCommand(),
                DataCommand.over(connectors, clock),
                TrainCommand.over(strategies, clock),
                new AstroCommand(),
                new SimulateCommand(),
                new LedgerCommand(strategies));
    }
}
