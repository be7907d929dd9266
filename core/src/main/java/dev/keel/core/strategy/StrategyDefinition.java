package dev.keel.core.strategy;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Timeframe;
import dev.keel.core.signal.SignalSource;
import java.util.List;
import java.util.Map;

/**
 * A kind of strategy: its name, what people should know of it, its parameters, and how to make one.
 *
 * @param name lower case with hyphens, such as {@code sma-cross}
 * @param meaning one or two sentences
 */
public record StrategyDefinition(
        String name, String meaning, List<Parameter> parameters, Factory factory) {
    public StrategyDefinition {
        parameters = List.copyOf(parameters);
    }

    /**
     * Makes a strategy.
     *
     * @param given parameter values by name; what is missing takes its default
     * @throws IllegalArgumentException naming the parameter that is wrong
     */
    public Strategy create(
            InstrumentId instrument, Timeframe timeframe, Map<String, String> given) {
        return factory.create(
                new SignalSource(name, instrument, timeframe), Parameters.of(parameters, given));
    }

    /** The values a strategy made from these texts would have. */
    public Parameters parametersOf(Map<String, String> given) {
        return Parameters.of(parameters, given);
    }

    /** Makes a strategy from checked parameters. */
    @FunctionalInterface
    public interface Factory {
        Strategy create(SignalSource source, Parameters parameters);
    }
}
