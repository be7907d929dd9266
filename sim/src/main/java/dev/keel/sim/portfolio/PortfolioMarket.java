package dev.keel.sim.portfolio;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.market.BarSeries;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An instrument, its bars, and what trades it. All its lanes share one position.
 *
 * @param bars that are played; at least one. They may begin later than those of other markets, end
 *     earlier, and have gaps
 * @param lanes at least one, no two of the same strategy and timeframe
 */
public record PortfolioMarket(Instrument instrument, BarSeries bars, List<Lane> lanes) {
    public PortfolioMarket {
        lanes = List.copyOf(lanes);
        if (bars.isEmpty()) {
            throw new IllegalArgumentException("bars of " + instrument.id() + " must not be empty");
        }
        if (lanes.isEmpty()) {
            throw new IllegalArgumentException(
                    "lanes of " + instrument.id() + " must not be empty");
        }
        Set<List<Object>> known = new HashSet<>();
        for (Lane lane : lanes) {
            long base = bars.format().timeframe().toMillis();
            if (lane.timeframe().toMillis() % base != 0) {
                throw new IllegalArgumentException(
                        "timeframe of a lane on "
                                + instrument.id()
                                + " must be a multiple of "
                                + bars.format().timeframe()
                                + ", was "
                                + lane.timeframe());
            }
            String name = lane.strategy().definition().name();
            if (!known.add(List.of(name, lane.timeframe()))) {
                throw new IllegalArgumentException(
                        "lanes of "
                                + instrument.id()
                                + " must differ, "
                                + name
                                + " at "
                                + lane.timeframe()
                                + " came twice");
            }
        }
    }
}
