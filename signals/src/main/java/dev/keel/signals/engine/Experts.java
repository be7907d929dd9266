package dev.keel.signals.engine;

import dev.keel.signals.astro.AstroExpert;
import dev.keel.signals.expert.ExpertDefinition;
import java.util.List;
import java.util.stream.Stream;

/** The experts that the fusion hears. */
public final class Experts {
    private static final List<ExpertDefinition> RULE_BASED = List.of(AstroExpert.DEFINITION);

    private Experts() {}

    /** Those that need nothing but bars: their rules were written down once and learn nothing. */
    public static List<ExpertDefinition> ruleBased() {
        return RULE_BASED;
    }

    /** The rule-based ones and others, which may need more, such as a registry of models. */
    public static List<ExpertDefinition> ruleBasedAnd(ExpertDefinition... others) {
        return Stream.concat(RULE_BASED.stream(), Stream.of(others)).toList();
    }
}
