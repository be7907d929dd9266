package dev.keel.signals.engine;

import dev.keel.signals.astro.AstroExpert;
import dev.keel.signals.ehlers.EhlersExpert;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.gann.GannExpert;
import dev.keel.signals.learn.MlExperts;
import dev.keel.signals.learn.registry.ModelRecord;
import dev.keel.signals.pattern.PatternExpert;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The experts that the fusion hears. */
public final class Experts {
    /** What a model is worth before its market told, beside the rules. */
    private static final double PRIOR_OF_MODELS = 0.25;

    private static final List<ExpertDefinition> RULE_BASED =
            List.of(
                    EhlersExpert.DEFINITION,
                    GannExpert.withSun(new EphemerisSun()),
                    PatternExpert.DEFINITION,
                    AstroExpert.DEFINITION);

    private Experts() {}

    /** Those that need nothing but bars: their rules were written down once and learn nothing. */
    public static List<ExpertDefinition> ruleBased() {
        return RULE_BASED;
    }

    /** The rule-based ones, and what the champion of each market says. */
    public static List<ExpertDefinition> all(MlExperts learned) {
        return Stream.concat(RULE_BASED.stream(), Stream.of(outOfSample(learned))).toList();
    }

    /**
     * The champions of a registry, asleep at the bars they were trained on: a backtest over these
     * would otherwise hear what the model was told.
     */
    static ExpertDefinition outOfSample(MlExperts learned) {
        ExpertDefinition champions = learned.definition();
        return new ExpertDefinition(
                champions.name(),
                champions.meaning(),
                PRIOR_OF_MODELS,
                (instrument, timeframe) -> {
                    Expert expert = learned.create(instrument, timeframe);
                    Optional<ModelRecord> champion = learned.champion(instrument, timeframe);
                    return champion.<Expert>map(model ->
                                    new OutOfSampleExpert(
                                            expert, model.training().to().toEpochMilli()))
                            .orElse(expert);
                });
    }
}
