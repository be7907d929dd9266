package dev.keel.signals.fusion;

import dev.keel.core.strategy.Parameter;
import dev.keel.core.strategy.Parameters;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.fusion.cost.CostPrior;
import dev.keel.signals.fusion.log.LearningRules;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a user chose by the parameters of the strategy. */
record FusionChoice(List<ExpertDefinition> experts, FusionSettings settings, CostPrior cost) {
    FusionChoice {
        experts = List.copyOf(experts);
    }

    static List<Parameter> parameters(List<ExpertDefinition> experts) {
        List<Parameter> parameters = new ArrayList<>();
        for (ExpertDefinition expert : experts) {
            parameters.add(
                    Parameter.decimal(
                            weightOf(expert),
                            "prior weight of the expert "
                                    + expert.name()
                                    + ", relative to the others'; 0 leaves it out",
                            BigDecimal.valueOf(expert.prior()).toPlainString(),
                            "0",
                            "1000"));
        }
        parameters.addAll(
                List.of(
                        Parameter.decimal(
                                "threshold",
                                "least size of the fused score, 0 to 1, to act upon",
                                "0.1",
                                "0",
                                "0.96"),
                        Parameter.integer(
                                "horizon",
                                "bars ahead that opinions are about, and the longest holding",
                                24,
                                1,
                                1_000),
                        Parameter.decimal(
                                "barrier",
                                "distance of both barriers in standard deviations of the return"
                                        + " over the horizon",
                                "1",
                                "0.1",
                                "10"),
                        Parameter.integer(
                                "adaptation",
                                "1 lets outcomes move the weights, 0 uses the prior weights as they"
                                        + " are",
                                1,
                                0,
                                1),
                        Parameter.decimal(
                                "fee",
                                "fee of a fill as a fraction of its notional, until executions"
                                        + " tell",
                                "0.001",
                                "0",
                                "0.1"),
                        Parameter.decimal(
                                "slippage",
                                "slippage of a fill as a fraction of the price, until executions"
                                        + " tell",
                                "0.0005",
                                "0",
                                "0.1"),
                        Parameter.integer("shorts", "1 goes short too, 0 does not", 0, 0, 1),
                        Parameter.decimal(
                                "stopAtr", "stop in average true ranges", "4", "0.1", "50"),
                        Parameter.decimal(
                                "targetAtr", "target in average true ranges", "4", "0.1", "100")));
        return List.copyOf(parameters);
    }

    /**
     * Reads the parameters.
     *
     * @throws IllegalArgumentException if no expert is left
     */
    static FusionChoice of(List<ExpertDefinition> experts, Parameters parameters) {
        List<ExpertDefinition> heard = new ArrayList<>();
        for (ExpertDefinition expert : experts) {
            double weight = parameters.number(weightOf(expert));
            if (weight > 0) {
                heard.add(
                        new ExpertDefinition(
                                expert.name(), expert.meaning(), weight, expert.factory()));
            }
        }
        if (heard.isEmpty()) {
            throw new IllegalArgumentException(
                    "the weight of one expert at least must be above 0, all were 0");
        }
        FusionSettings usual = FusionSettings.DEFAULT;
        LearningRules rules =
                new LearningRules(
                        usual.rules().learningRate(),
                        usual.rules().share(),
                        usual.rules().largestMove(),
                        parameters.integer("horizon"));
        CostPrior cost = new CostPrior(parameters.number("fee"), parameters.number("slippage"));
        FusionSettings settings =
                new FusionSettings(
                        rules,
                        parameters.integer("adaptation") == 1 ? Adaptation.ON : Adaptation.OFF,
                        usual.floor(),
                        usual.cap(),
                        parameters.number("barrier"),
                        cost.roundTrip());
        return new FusionChoice(heard, settings, cost);
    }

    /** Such as {@code ehlersWeight}, or {@code optionsFlowWeight} of {@code options-flow}. */
    static String weightOf(ExpertDefinition expert) {
        StringBuilder name = new StringBuilder();
        for (String word : expert.name().split("[-_]", -1)) {
            name.append(
                    name.isEmpty() || word.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.append("Weight").toString();
    }
}
