package dev.keel.server.platform;

import dev.keel.core.market.Timeframe;
import dev.keel.sim.backtest.StrategyChoice;
import java.util.List;

/**
 * Which strategy trades, and on what bars.
 *
 * @param timeframes empty takes {@link #TIMEFRAME}, or the market's own where that does not fit
 */
public record StrategySettings(StrategyChoice choice, List<Timeframe> timeframes) {
    public static final String NAME = "ehlers-trend";
    public static final Timeframe TIMEFRAME = Timeframe.M5;

    public StrategySettings {
        timeframes = List.copyOf(timeframes);
    }

    /** The timeframes on a market with bars of this length. */
    List<Timeframe> on(Timeframe bars) {
        if (!timeframes.isEmpty()) {
            return timeframes;
        }
        boolean fits = TIMEFRAME.toMillis() % bars.toMillis() == 0;
        return List.of(fits ? TIMEFRAME : bars);
    }
}
