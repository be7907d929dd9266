package dev.keel.sim.validate;

import dev.keel.core.market.BarSeries;
import dev.keel.sim.backtest.StrategyChoice;

/**
 * A strategy that is put to the test, made anew for every run.
 *
 * <p>An honest strategy is the same whatever the series. One that was built with the series at
 * hand, knowingly or not, is handed the series of each run here, so that it can be caught: if its
 * signals change with bars it cannot have seen, it peeks.
 */
@FunctionalInterface
public interface Candidate {
    /**
     * The strategy for a run over these bars.
     *
     * @param bars all bars of the run; an honest strategy does not look at them
     */
    StrategyChoice on(BarSeries bars);

    /** A strategy that is handed its bars one by one and nothing else. */
    static Candidate of(StrategyChoice choice) {
        return _ -> choice;
    }
}
