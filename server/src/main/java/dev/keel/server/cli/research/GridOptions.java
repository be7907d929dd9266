package dev.keel.server.cli.research;

import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.sim.grid.Axis;
import dev.keel.sim.grid.Objective;
import dev.keel.sim.validate.forward.ParameterGrid;
import dev.keel.sim.validate.forward.WalkForwardSettings;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** Which configurations there are to choose from, and how a series is walked through. */
final class GridOptions {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--grid",
            paramLabel = "NAME=RANGE",
            description =
                    "Values of a parameter to choose from: FROM..TO:STEP or A,B,C; may be repeated."
                            + " Default: each parameter a fifth less, as given, a fifth more.")
    private @Nullable List<String> grid;

    @Option(
            names = "--window",
            paramLabel = "rolling|anchored",
            defaultValue = "rolling",
            converter = WindowName.class,
            description =
                    "Whether the bars to learn from keep their length, or begin at the first one"
                            + " and grow. Default: ${DEFAULT-VALUE}.")
    private WalkForwardSettings.Window window;

    @Option(
            names = "--folds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many tests one after the other. Default: ${DEFAULT-VALUE}.")
    private int folds;

    @Option(
            names = "--train",
            paramLabel = "SHARE",
            defaultValue = "0.5",
            description = "Share of the bars before the first test. Default: ${DEFAULT-VALUE}.")
    private double train;

    @Option(
            names = "--gap",
            paramLabel = "BARS",
            defaultValue = "0",
            description =
                    "Bars left out between learning and test (purging). Default: ${DEFAULT-VALUE}.")
    private int gap;

    @Option(
            names = "--objective",
            paramLabel = "NAME",
            defaultValue = "sharpe",
            converter = SweepCommand.ObjectiveName.class,
            description =
                    "What the best configuration is best by: totalReturn, cagr, sharpe, sortino,"
                            + " calmar, maxDrawdown, profitFactor, expectancy or winRate. Default:"
                            + " ${DEFAULT-VALUE}.")
    private Objective objective;

    private GridOptions() {}

    /**
     * The configurations.
     *
     * @throws ParameterException if they cannot be
     */
    ParameterGrid grid(StrategyChoice choice) {
        if (grid == null) {
            return ParameterGrid.around(choice);
        }
        try {
            return ParameterGrid.of(
                    choice.definition(), choice.given(), grid.stream().map(Axis::parse).toList());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--grid: " + e.getMessage(), e);
        }
    }

    WalkForwardSettings settings() {
        try {
            return new WalkForwardSettings(
                    window, folds, train, gap, WalkForwardSettings.USUAL.warmUp(), objective);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage()).replace("trainShare", "train");
            throw new ParameterException(spec.commandLine(), "--" + message, e);
        }
    }

    /** A window by its name. */
    static final class WindowName implements ITypeConverter<WalkForwardSettings.Window> {
        @Override
        public WalkForwardSettings.Window convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "rolling" -> WalkForwardSettings.Window.ROLLING;
                case "anchored" -> WalkForwardSettings.Window.ANCHORED;
                default ->
                        throw new TypeConversionException(
                                "must be rolling or anchored, was '" + text + "'");
            };
        }
    }
}
