package dev.keel.server.platform;

import dev.keel.core.market.Timeframe;
import java.util.List;
import java.util.Map;

/**
 * Which strategy trades, and on what bars.
 *
 * @param parameters values by name; what is missing takes the strategy's default
 * @param timeframes empty takes {@link #TIMEFRAME}, or the market's own where that is longer
 */
public record StrategySettings(
        String name, Map<String, String> parameters, List<Timeframe> timeframes) {
    public static final String NAME = "ehlers-trend";
    public static final Timeframe TIMEFRAME = Timeframe.M5;

    public StrategySettings {
        parameters = Map.copyOf(parameters);
        timeframes = List.copyOf(timeframes);
    }
}
