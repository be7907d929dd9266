package dev.keel.server;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line of the platform. Without a subcommand it prints its help. */
@Command(
        name = "keel",
        description = "A self-hosted trading platform for many accounts at many brokers.",
        mixinStandardHelpOptions = true,
        version = "keel 0.1.0-SNAPSHOT")
public final class Main implements Runnable {

    @Spec private CommandSpec spec;

    private Main() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
