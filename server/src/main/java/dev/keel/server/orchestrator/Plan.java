package dev.keel.server.orchestrator;

import dev.keel.core.market.BarFormat;
import dev.keel.core.market.Timeframe;
import dev.keel.core.strategy.StrategyDefinition;
import dev.keel.sim.market.Resampler;
import java.util.List;
import java.util.Map;

/**
 * What is to trade.
 *
 * @param parameters values by name; what is missing takes the strategy's default
 * @param timeframes of the bars that the strategy sees; at least one
 */
public record Plan(
        StrategyDefinition strategy, Map<String, String> parameters, List<Timeframe> timeframes) {
    public Plan {
        parameters = Map.copyOf(parameters);
        timeframes = timeframes.stream().distinct().sorted().toList();
        if (timeframes.isEmpty()) {
            throw new IllegalArgumentException("timeframes must name at least one, were none");
        }
    }

    Plan withTimeframes(List<Timeframe> others) {
        return new Plan(strategy, parameters, others);
    }

    /** The resampler to a timeframe, which must be a multiple of the market's. */
    static Resampler resampler(BarFormat market, Timeframe timeframe) {
        try {
            return new Resampler(market, timeframe);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "timeframe must be a multiple of the market's "
                            + market.timeframe()
                            + ", was "
                            + timeframe,
                    e);
        }
    }
}
