package dev.keel.sim.data;

import dev.keel.core.market.Timeframe;
import dev.keel.sim.market.MarketDataException;
import dev.keel.sim.market.RawBars;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The timeframe that rows show: the most frequent distance of two, the shortest of several such.
 */
final class UsualDistance {
    private UsualDistance() {}

    /**
     * Finds it.
     *
     * @param order rows by rising time
     * @throws MarketDataException if there are fewer than two rows, or they are no whole seconds
     *     apart
     */
    static Timeframe timeframe(String file, RawBars rows, int[] order) {
        if (order.length < 2) {
            throw MarketDataException.inFile(
                    file, "must have two bars to show its timeframe, or be given one");
        }
        Map<Long, Integer> counts = new TreeMap<>();
        for (int i = 1; i < order.length; i++) {
            long distance = rows.openMillis(order[i]) - rows.openMillis(order[i - 1]);
            counts.merge(distance, 1, Integer::sum);
        }
        long usual = 0;
        int most = 0;
        for (Map.Entry<Long, Integer> entry : counts.entrySet()) {
            if (entry.getValue() > most) {
                most = entry.getValue();
                usual = entry.getKey();
            }
        }
        if (usual % 1_000 != 0) {
            throw MarketDataException.inFile(
                    file, "bars must be whole seconds apart, most are " + usual + " ms apart");
        }
        return new Timeframe(Duration.ofMillis(usual));
    }
}
