package dev.keel.server;

import dev.keel.core.strategy.BuyAndHold;
import dev.keel.core.strategy.SmaCross;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.server.cli.AstroCommand;
import dev.keel.server.cli.BacktestCommand;
import dev.keel.server.cli.IndicatorCommand;
import dev.keel.server.cli.KeelCommand;
import dev.keel.server.cli.LedgerCommand;
import dev.keel.server.cli.RunCommand;
import dev.keel.server.cli.ScanCommand;
import dev.keel.server.cli.SimulateCommand;
import dev.keel.server.cli.TrainCommand;
import dev.keel.signals.classic.ClassicIndicators;
import dev.keel.signals.classic.library.LibraryIndicators;
import dev.keel.signals.ehlers.EhlersIndicators;
import dev.keel.signals.ehlers.EhlersTrend;
import dev.keel.signals.engine.Experts;
import dev.keel.signals.fusion.FusionStrategy;
import dev.keel.signals.indicator.IndicatorCatalog;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/**
 * The program {@code keel}. It wires the commands together; what a command does not need, such as
 * the framework of the server, is not even loaded.
 */
public final class Main {
    private Main() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        StrategyCatalog catalog =
                new StrategyCatalog(
                        List.of(
                                BuyAndHold.DEFINITION,
                                SmaCross.DEFINITION,
                                EhlersTrend.DEFINITION,
                                FusionStrategy.definition(Experts.ruleBased())));
        IndicatorCatalog indicators =
                new IndicatorCatalog(
                        Stream.of(
                                        EhlersIndicators.all(),
                                        ClassicIndicators.all(),
                                        LibraryIndicators.all())
                                .flatMap(List::stream)
                                .toList());
        System.exit(
                KeelCommand.commandLine(
                                new RunCommand(catalog),
                                BacktestCommand.over(catalog),
                                new ScanCommand(Experts.ruleBased()),
                                IndicatorCommand.over(indicators),
                                new SimulateCommand(),
                                new AstroCommand(),
                                new TrainCommand(Clock.systemUTC()),
                                new LedgerCommand())
                        .execute(arguments));
    }
}
