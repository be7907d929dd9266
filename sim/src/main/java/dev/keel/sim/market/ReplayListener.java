package dev.keel.sim.market;

import dev.keel.core.market.Bar;
import dev.keel.core.money.Price;
import java.time.Instant;

/**
 * Hears the market of a replay, in the order of market time and on the thread that runs it: the
 * open of a bar, then its close, then the open of the next.
 */
public interface ReplayListener {
    /**
     * A bar opens. Nothing else of it is known yet.
     *
     * @param index the bar's position in the series, counted from 0
     */
    void onOpen(int index, Instant time, Price open);

    /**
     * A bar closes.
     *
     * @param index the bar's position in the series, counted from 0
     */
    void onClose(int index, Bar bar);
}
