package dev.keel.sim.backtest;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Timeframe;
import dev.keel.core.strategy.Parameters;
import dev.keel.core.strategy.StrategyDefinition;
import java.util.Map;

/**
 * A strategy and what was chosen of its parameters.
 *
 * @param given texts by parameter name; what is missing takes its default
 */
public record StrategyChoice(StrategyDefinition definition, Map<String, String> given) {
    /**
     * @throws IllegalArgumentException naming the parameter that is wrong
     */
    public StrategyChoice {
        given = Map.copyOf(given);
        // Some rules span several parameters, and are known to the strategy alone.
        var _ = definition.create(InstrumentId.of("check"), Timeframe.M1, given);
    }

    /** All parameters, defaults filled in. */
    public Parameters parameters() {
        return definition.parametersOf(given);
    }
}
