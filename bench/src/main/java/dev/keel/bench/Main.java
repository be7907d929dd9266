package dev.keel.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line of the benchmarks. Without a benchmark's name it prints its help. */
@Command(
        name = "keel bench",
        description = "Measures Keel beside the raw limit of this machine.",
        mixinStandardHelpOptions = true)
public final class Main implements Runnable {

    @Spec private CommandSpec spec;

    private Main() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /**
     * Runs one benchmark and ends the process with its exit code.
     *
     * @param arguments the benchmark's name and its options
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
