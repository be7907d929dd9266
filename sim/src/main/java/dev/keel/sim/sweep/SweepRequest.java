package dev.keel.sim.sweep;

import dev.keel.core.strategy.StrategyDefinition;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.sim.grid.Axis;
import dev.keel.sim.grid.Grid;
import dev.keel.sim.grid.Objective;
import dev.keel.sim.trial.Fingerprint;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to sweep.
 *
 * @param base the conditions; parameters that its strategy was given, and that the grid does not
 *     name, are the same for all combinations
 * @param confirmed how many of the best are run again through the whole pipeline, 0 or more
 */
public record SweepRequest(
        BacktestRequest base, Grid grid, Search search, Objective objective, int confirmed) {
    /** As many as a person looks at. */
    public static final int USUALLY_CONFIRMED = 20;

    /**
     * @throws IllegalArgumentException naming the axis that the strategy does not have, or whose
     *     values it never takes
     */
    public SweepRequest {
        StrategyDefinition definition = base.strategy().definition();
        for (Axis axis : grid.axes()) {
            for (BigDecimal value : axis.values()) {
                var _ = definition.parametersOf(Map.of(axis.name(), value.toPlainString()));
            }
        }
        if (confirmed < 0) {
            throw new IllegalArgumentException("confirmed must not be negative, was " + confirmed);
        }
    }

    public static SweepRequest of(BacktestRequest base, List<Axis> axes, Objective objective) {
        return new SweepRequest(
                base, new Grid(axes), new Search.All(), objective, USUALLY_CONFIRMED);
    }

    /**
     * The backtest of one combination.
     *
     * @throws IllegalArgumentException if the strategy refuses the combination
     */
    public BacktestRequest backtest(int combination) {
        Map<String, String> given = new HashMap<>(base.strategy().given());
        given.putAll(grid.at(combination));
        return base.withStrategy(new StrategyChoice(base.strategy().definition(), given));
    }

    /**
     * A short name for what is tried on which bars: the same for the same, another for another. Of
     * a search only the grid counts: trials are the same whichever way one comes to them.
     */
    String fingerprint() {
        String conditions =
                String.join(
                        "\n",
                        base.strategy().definition().name(),
                        new TreeMap<>(base.strategy().given()).toString(),
                        grid.toString(),
                        objective.toString(),
                        base.instrument().toString(),
                        base.capital().toString(),
                        base.sizing().toString(),
                        base.timing().toString(),
                        base.venue().toString(),
                        base.policy().toString());
        return Fingerprint.of(conditions) + "-" + Fingerprint.of(base.bars());
    }
}
