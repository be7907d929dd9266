package dev.keel.server.cli;

import dev.keel.core.strategy.StrategyCatalog;
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
            List<ExpertDefinition> experts) {
        return KeelCommand.commandLine(
                new RunCommand(strategies),
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
                new DataCommand(),
                TrainCommand.over(strategies, Clock.systemUTC()),
                new AstroCommand(),
                new SimulateCommand(),
                new LedgerCommand(strategies));
    }
}
