package dev.keel.server;

import dev.keel.core.strategy.BuyAndHold;
import dev.keel.core.strategy.SmaCross;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.server.cli.Commands;
import dev.keel.server.venues.Certificates;
import dev.keel.server.venues.StandardConnectors;
import dev.keel.signals.astro.AstroIndicators;
import dev.keel.signals.classic.ClassicIndicators;
import dev.keel.signals.classic.library.LibraryIndicators;
import dev.keel.signals.ehlers.EhlersIndicators;
import dev.keel.signals.ehlers.EhlersTrend;
import dev.keel.signals.engine.Experts;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.fusion.FusionStrategy;
import dev.keel.signals.gann.GannIndicators;
import dev.keel.signals.indicator.IndicatorCatalog;
import dev.keel.signals.learn.MlExperts;
import dev.keel.signals.learn.feature.StandardFeatures;
import dev.keel.signals.learn.onnx.OnnxImport;
import dev.keel.signals.learn.registry.ModelRegistry;
import dev.keel.signals.pattern.PatternIndicators;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
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
        List<ExpertDefinition> experts = experts();
        StrategyCatalog catalog =
                new StrategyCatalog(
                        List.of(
                                BuyAndHold.DEFINITION,
                                SmaCross.DEFINITION,
                                EhlersTrend.DEFINITION,
                                FusionStrategy.definition(experts)));
        IndicatorCatalog indicators =
                new IndicatorCatalog(
                        Stream.of(
                                        EhlersIndicators.all(),
                                        ClassicIndicators.all(),
                                        GannIndicators.all(),
                                        PatternIndicators.all(),
                                        AstroIndicators.all(),
                                        LibraryIndicators.all())
                                .flatMap(List::stream)
                                .toList());
        System.exit(
                Commands.over(
                                catalog,
                                indicators,
                                experts,
                                new StandardConnectors(databaseUrl()),
                                Certificates.EARNED)
                        .execute(arguments));
    }

    /** Another database than the platform's own; may hold a password. */
    private static Optional<String> databaseUrl() {
        return Optional.ofNullable(System.getenv("KEEL_DATABASE_URL"))
                .filter(url -> !url.isBlank());
    }

    /**
     * All experts; of the registry of models nothing is read, and no thread started, before one is
     * asked for. The thread that probes imported models keeps no process alive.
     */
    private static List<ExpertDefinition> experts() {
        ModelRegistry registry = new ModelRegistry(Commands.REGISTRY);
        OnnxImport onnx =
                new OnnxImport(
                        Executors.newSingleThreadExecutor(
                                Thread.ofPlatform().daemon().name("model probe").factory()),
                        Duration.ofSeconds(30));
        return Experts.all(
                new MlExperts(
                        registry, List.of(StandardFeatures.base(), StandardFeatures.all()), onnx));
    }
}
