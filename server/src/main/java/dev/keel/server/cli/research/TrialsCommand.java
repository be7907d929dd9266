package dev.keel.server.cli.research;

import dev.keel.server.cli.terminal.Converters;
import dev.keel.server.cli.terminal.OutputFormat;
import dev.keel.server.cli.validation.PromotionViews;
import dev.keel.sim.trial.TrialBook;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code keel trials}: how often has anybody tried? */
@Command(
        name = "trials",
        description = {
            "Lists how many configurations of each strategy were tried on each instrument.",
            "Results are deflated by that number: the best of a hundred is no surprise."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class TrialsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private TrialOptions trials;

    @Option(
            names = "--format",
            paramLabel = "table|json",
            defaultValue = "table",
            converter = Converters.Output.class,
            description = "What is printed; json lists every trial. Default: ${DEFAULT-VALUE}.")
    private OutputFormat format;

    @Override
    public Integer call() {
        TrialBook book = trials.book();
        PrintWriter printer = spec.commandLine().getOut();
        switch (format) {
            case JSON -> PromotionViews.trialsJson(book.file(), book.read()).write(printer);
            case TABLE -> printer.print(PromotionViews.trials(book.file(), book.read()));
        }
        printer.flush();
        return 0;
    }
}
