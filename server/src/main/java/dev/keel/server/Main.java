package dev.keel.server;

import dev.keel.core.strategy.BuyAndHold;
import dev.keel.core.strategy.SmaCross;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.server.cli.BacktestCommand;
import dev.keel.server.cli.DataCommand;
import dev.keel.server.cli.KeelCommand;
import dev.keel.server.cli.LedgerCommand;
import dev.keel.server.cli.RunCommand;
import dev.keel.server.cli.SimulateCommand;
import dev.keel.signals.ehlers.EhlersTrend;
import java.util.List;

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
                                EhlersTrend.DEFINITION));
        System.exit(
                KeelCommand.commandLine(
                                new RunCommand(catalog),
                                BacktestCommand.over(catalog),
                                new DataCommand(),
                                new SimulateCommand(),
                                new LedgerCommand())
                        .execute(arguments));
    }
}
