package dev.keel.sim.backtest;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.DeclineReason;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Side;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
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

    /** Counts an account's whole history. */
    static BacktestCounts of(List<AccountEvent> history, boolean waitsAtTheEnd) {
        Map<DeclineReason, Integer> declined = new EnumMap<>(DeclineReason.class);
        Map<OrderId, Side> sides = new HashMap<>();
        int signals = waitsAtTheEnd ? 1 : 0;
        int buys = 0;
        int sells = 0;
        for (AccountEvent event : history) {
            if (event instanceof AccountEvent.SignalDeclined lost) {
                signals++;
                declined.merge(lost.reason(), 1, Integer::sum);
            } else if (event instanceof AccountEvent.SignalExecuted) {
                signals++;
            } else if (event instanceof AccountEvent.OrderPlaced placed) {
                sides.put(placed.order(), placed.request().side());
            } else if (event instanceof AccountEvent.OrderChanged changed
                    && changed.change() instanceof OrderChange.Filled) {
                // Only the first fill of an order finds its side.
                Side side = sides.remove(changed.order());
                buys += side == Side.BUY ? 1 : 0;
                sells += side == Side.SELL ? 1 : 0;
            }
        }
        return new BacktestCounts(signals, buys, sells, declined, waitsAtTheEnd ? 1 : 0);
    }
}
