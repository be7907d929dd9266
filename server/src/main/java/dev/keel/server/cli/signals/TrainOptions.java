package dev.keel.server.cli.signals;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.core.strategy.StrategyDefinition;
import dev.keel.server.cli.terminal.NamedValues;
import dev.keel.signals.engine.StrategyPrimary;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.learn.feature.FeatureSet;
import dev.keel.signals.learn.feature.StandardFeatures;
import dev.keel.signals.learn.label.BarrierSettings;
import dev.keel.signals.learn.label.BarrierSettings.Timeout;
import dev.keel.signals.learn.model.Models;
import dev.keel.signals.learn.training.TrainingRequest;
import dev.keel.signals.learn.validation.CombinatorialSplits;
import dev.keel.signals.learn.validation.PurgedKFold;
import dev.keel.signals.learn.validation.Splitting;
import dev.keel.sim.backtest.BareInstrument;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What is trained and how, as typed. */
final class TrainOptions {
    private static final double BASIS_POINTS = 10_000;
    private static final int TESTED_BLOCKS = 2;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description =
                    "Bars as CSV or CSV.gz: timestamp,open,high,low,close,volume, where a timestamp is"
                            + " the UTC time of the bar's open.")
    private @Nullable Path data;

    @Option(
            names = "--symbol",
            paramLabel = "NAME",
            description = "What the model is for. Default: the file's name.")
    private @Nullable String symbol;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "lightgbm",
            description =
                    "How it learns: lightgbm (boosted trees, native code) or logistic (a baseline in"
                            + " plain Java). Default: ${DEFAULT-VALUE}.")
    private String model;

    @Option(
            names = "--features",
            paramLabel = "base|all",
            defaultValue = "base",
            description =
                    "What it sees: base (returns, volatility, volume, time, Ehlers' filters), or all"
                            + " (also Gann's lines and counts, and the sky). Default:"
                            + " ${DEFAULT-VALUE}.")
    private String features;

    @Option(
            names = "--horizon",
            paramLabel = "BARS",
            defaultValue = "20",
            description =
                    "After so many bars a labelled trade is settled where it stands. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int horizon;

    @Option(
            names = {"--pt", "--profit"},
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Profit barrier in deviations of the return over the horizon. Default:"
                            + " ${DEFAULT-VALUE}.")
    private double profit;

    @Option(
            names = {"--sl", "--stop"},
            paramLabel = "N",
            defaultValue = "1",
            description = "Stop barrier in the same deviations. Default: ${DEFAULT-VALUE}.")
    private double stop;

    @Option(
            names = "--span",
            paramLabel = "BARS",
            defaultValue = "100",
            description = "Span of the moving deviation. Default: ${DEFAULT-VALUE}.")
    private int span;

    @Option(
            names = "--cost-bps",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "What a whole trade costs, in and out, in hundredths of a per cent of its price."
                            + " Default: ${DEFAULT-VALUE}.")
    private double costBasisPoints;

    @Option(
            names = "--cv",
            paramLabel = "kfold|cpcv",
            defaultValue = "kfold",
            description =
                    "Purged k-fold, or combinatorial purged cross-validation of --folds blocks of which"
                            + " 2 are tested at a time. Default: ${DEFAULT-VALUE}.")
    private String validation;

    @Option(
            names = "--folds",
            paramLabel = "K",
            defaultValue = "5",
            description = "Into how many blocks time is cut. Default: ${DEFAULT-VALUE}.")
    private int folds;

    @Option(
            names = "--embargo",
            paramLabel = "SHARE",
            defaultValue = "0.01",
            description =
                    "Share of all samples after a tested block that is not trained on. Default:"
                            + " ${DEFAULT-VALUE}.")
    private double embargo;

    @Option(
            names = "--decay",
            paramLabel = "SHARE",
            defaultValue = "1",
            description =
                    "What the oldest sample counts against the newest; 1 forgets nothing. Default:"
                            + " ${DEFAULT-VALUE}.")
    private double decay;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of all randomness. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--meta",
            paramLabel = "STRATEGY",
            description =
                    "Learns which entries of one of the strategies below earn more than they cost,"
                            + " instead of which way the price goes: the strategy gives the side, the"
                            + " model the odds.")
    private @Nullable String meta;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "Parameter of the strategy of --meta; may be repeated.")
    private @Nullable List<String> parameters;

    long seed() {
        return seed;
    }

    /**
     * The features that were chosen.
     *
     * @throws ParameterException if there are none of this name
     */
    FeatureSet features() {
        return named("--features", () -> StandardFeatures.named(features));
    }

    /**
     * The file of bars.
     *
     * @throws ParameterException if none was given
     */
    Path data() {
        if (data == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--data must name a file of bars, unless there is --list or --promote");
        }
        return data;
    }

    /**
     * Checks everything that can be checked without the bars.
     *
     * @throws ParameterException naming the option that is wrong
     */
    TrainingRequest request(StrategyCatalog catalog) {
        Path file = data();
        return new TrainingRequest(
                named("--symbol", () -> symbolOf(file)),
                features(),
                named("--model", () -> Models.learner(model)),
                named("label", this::label),
                named("--cv", this::splitting),
                named("--decay", this::checkedDecay),
                seed,
                primary(catalog));
    }

    private Optional<ExpertDefinition> primary(StrategyCatalog catalog) {
        if (meta == null) {
            if (parameters != null) {
                throw new ParameterException(
                        spec.commandLine(), "--param must come with --meta, came without");
            }
            return Optional.empty();
        }
        String name = meta;
        StrategyDefinition strategy = named("--meta", () -> catalog.find(name));
        return Optional.of(
                named(
                        "--param",
                        () -> StrategyPrimary.of(strategy, NamedValues.parse(parameters))));
    }

    private InstrumentId symbolOf(Path file) {
        return symbol == null
                ? BareInstrument.of(
                                file,
                                new TradingRules(
                                        new Price(BigDecimal.ONE),
                                        new Quantity(BigDecimal.ONE),
                                        BigDecimal.ZERO),
                                FeeRates.flat(BigDecimal.ZERO))
                        .id()
                : InstrumentId.of(symbol);
    }

    private BarrierSettings label() {
        return new BarrierSettings(
                profit, stop, horizon, span, costBasisPoints / BASIS_POINTS, Timeout.SIGN);
    }

    private Splitting splitting() {
        return switch (validation) {
            case "kfold" -> new PurgedKFold(folds, embargo);
            case "cpcv" -> new CombinatorialSplits(folds, TESTED_BLOCKS, embargo);
            default ->
                    throw new IllegalArgumentException(
                            "must be kfold or cpcv, was '" + validation + "'");
        };
    }

    private double checkedDecay() {
        if (!(decay >= 0 && decay <= 1)) {
            throw new IllegalArgumentException("decay must be within 0..1, was " + decay);
        }
        return decay;
    }

    private <T> T named(String option, Supplier<T> checked) {
        try {
            return checked.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
        }
    }
}
