package dev.keel.server.cli.signals;

import dev.keel.core.market.BarSeries;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.server.cli.terminal.Paragraph;
import dev.keel.server.cli.terminal.Progress;
import dev.keel.server.cli.terminal.StrategyHelp;
import dev.keel.signals.learn.feature.FeatureSet;
import dev.keel.signals.learn.model.Model;
import dev.keel.signals.learn.onnx.OnnxImport;
import dev.keel.signals.learn.registry.ModelRecord;
import dev.keel.signals.learn.registry.ModelRegistry;
import dev.keel.signals.learn.registry.Promotion;
import dev.keel.signals.learn.registry.Stage;
import dev.keel.signals.learn.training.Examination;
import dev.keel.signals.learn.training.TrainedModels;
import dev.keel.signals.learn.training.Training;
import dev.keel.signals.learn.training.TrainingRequest;
import dev.keel.signals.learn.training.TrainingResult;
import dev.keel.sim.market.BarFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code keel train}: learns from a file of bars, and keeps the registry of models. */
@Command(
        name = "train",
        description = {
            "Learns from a file of bars which of two barriers the price meets first, says honestly how"
                    + " good that is on bars it was not trained on, and puts the model into the"
                    + " registry. Nothing trades by it until it is promoted.",
            "The same bars, options and seed give the same model, to the bit. Runs in a process of its"
                    + " own, away from orders."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class TrainCommand implements Callable<Integer> {
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);

    /** Where models are kept unless told otherwise. */
    public static final Path REGISTRY = Path.of("data", "models");

    private final StrategyCatalog catalog;
    private final Clock clock;

    @Spec private CommandSpec spec;

    @Mixin private TrainOptions options;

    @Option(
            names = "--registry",
            paramLabel = "DIR",
            defaultValue = "data/models",
            description = "Folder of the models. Default: ./${DEFAULT-VALUE}.")
    private Path registryFolder;

    @Option(
            names = "--stage",
            paramLabel = "candidate|shadow",
            defaultValue = "candidate",
            converter = FirstStage.class,
            description =
                    "How a new model enters the registry; a champion is made by --promote alone."
                            + " Default: ${DEFAULT-VALUE}.")
    private Stage stage;

    @ArgGroup private @Nullable Other other;

    /** What else can be done than training; one of them. */
    private static final class Other {
        @Option(
                names = "--import",
                paramLabel = "MODEL.onnx",
                description =
                        "Takes a model that was trained elsewhere, and judges it on the bars of"
                                + " --data, which it must not have been trained on.")
        private @Nullable Path imported;

        @Option(names = "--list", description = "Lists the registry.")
        private boolean list;

        @Option(
                names = "--promote",
                paramLabel = "ID",
                description =
                        "Makes a model the champion of its market, if it beats the champion there is,"
                                + " or the base rate, in walk-forward beyond chance. Ends with 1 if"
                                + " it does not.")
        private @Nullable String promoted;

        @Option(
                names = "--schema",
                description = "Prints the features and their hash, for models trained elsewhere.")
        private boolean schema;
    }

    private TrainCommand(StrategyCatalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * The command.
     *
     * @param catalog the strategies whose entries may be learned from
     * @param clock of the registry's dates
     */
    public static CommandLine over(StrategyCatalog catalog, Clock clock) {
        CommandLine command = new CommandLine(new TrainCommand(catalog, clock));
        command.getCommandSpec().usageMessage().footer(StrategyHelp.of(catalog));
        return command;
    }

    @Override
    public Integer call() {
        ModelRegistry registry = new ModelRegistry(registryFolder);
        if (other == null) {
            return train(registry);
        }
        if (other.imported != null) {
            return examine(registry, other.imported);
        }
        if (other.promoted != null) {
            return promote(registry, other.promoted);
        }
        if (other.list) {
            print(TrainTable.of(registry.all()));
        }
        if (other.schema) {
            print(schema());
        }
        return 0;
    }

    private int train(ModelRegistry registry) {
        TrainingRequest request = options.request(catalog);
        Progress progress = Progress.onTerminal(spec.commandLine().getErr());
        try {
            BarSeries bars = bars(progress);
            TrainingResult result = Training.run(bars, request, progress::says);
            ModelRecord stored =
                    new TrainedModels(registry)
                            .store(
                                    bars,
                                    request,
                                    request.learner().name(),
                                    request.learner().settings(),
                                    result,
                                    clock.instant(),
                                    stage);
            progress.ends();
            print(TrainTable.of(stored, result));
        } finally {
            progress.ends();
        }
        return 0;
    }

    private int examine(ModelRegistry registry, Path file) {
        TrainingRequest request = options.request(catalog);
        Progress progress = Progress.onTerminal(spec.commandLine().getErr());
        try (ExecutorService executor = Executors.newSingleThreadExecutor();
                Model model =
                        new OnnxImport(executor, PROBE_TIMEOUT)
                                .read(file, request.features().schema())) {
            BarSeries bars = bars(progress);
            TrainingResult result = Examination.run(bars, model, request, progress::says);
            ModelRecord stored =
                    new TrainedModels(registry)
                            .store(
                                    bars,
                                    request,
                                    model.kind(),
                                    "imported from " + file.getFileName(),
                                    result,
                                    clock.instant(),
                                    stage);
            progress.ends();
            print(TrainTable.of(stored, result));
            print(
                    String.join(
                                    System.lineSeparator(),
                                    Paragraph.lines(
                                            "It was trained elsewhere: if these bars were among what"
                                                    + " it was trained on, the figures above are"
                                                    + " worth nothing.",
                                            0))
                            + System.lineSeparator());
        } finally {
            progress.ends();
        }
        return 0;
    }

    private int promote(ModelRegistry registry, String id) {
        Promotion.Verdict verdict;
        try {
            verdict = new Promotion(registry).promote(id, options.seed());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--promote: " + e.getMessage(), e);
        }
        print(TrainTable.of(id, verdict));
        return verdict.promoted() ? 0 : 1;
    }

    private BarSeries bars(Progress progress) {
        Path file = options.data();
        progress.says("reading " + file.getFileName());
        return BarFile.load(file).series();
    }

    private String schema() {
        FeatureSet features = options.features();
        StringBuilder text = new StringBuilder();
        features.schema()
                .features()
                .forEach(feature ->
                        text.append(
                                String.format(
                                        Locale.ROOT,
                                        "%-34s %-11s %4d bars  %s %d%n",
                                        feature.name(),
                                        feature.unit(),
                                        feature.lookBack(),
                                        feature.module(),
                                        feature.version())));
        return text.append(OnnxImport.SCHEMA_KEY)
                .append(" = ")
                .append(features.schema().hash())
                .append(System.lineSeparator())
                .append(OnnxImport.FEATURES_KEY)
                .append(" = ")
                .append(String.join(",", features.schema().names()))
                .append(System.lineSeparator())
                .toString();
    }

    private void print(String text) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }

    /** A stage in which a model may enter the registry. */
    static final class FirstStage implements ITypeConverter<Stage> {
        @Override
        public Stage convert(String text) {
            return Optional.of(text)
                    .filter(name -> name.equals("candidate") || name.equals("shadow"))
                    .map(Stage::parse)
                    .orElseThrow(() ->
                            new TypeConversionException(
                                    "must be candidate or shadow, was '" + text + "'"));
        }
    }
}
