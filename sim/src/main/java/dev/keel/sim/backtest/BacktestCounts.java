package dev.keel.sim.backtest;

import dev.keel.core.account.DeclineReason;
import java.util.Map;

/**
 * What happened how often.
 *
 * @param signals made by the strategy
 * @param buys orders to buy that traded
 * @param sells orders to sell that traded
 * @param declined signals that the account declined, by their final reason; reasons that never
 *     occurred are missing
 * @param unheard signals of the last bar, which came too late to be offered
 */
public record BacktestCounts(
        int signals, int buys, int sells, Map<DeclineReason, Integer> declined, int unheard) {
    public BacktestCounts {
        declined = Map.copyOf(declined);
    }
}
