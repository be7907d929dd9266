package dev.keel.sim.validate.forward;

import dev.keel.core.statistics.Sample;
import dev.keel.sim.validate.Evaluation;
import java.util.List;
import java.util.Optional;

/**
 * How a configuration stands among those one step away on the grid: on a plateau, where its
 * neighbours do as well, or on a peak, where a little change ruins it.
 *
 * @param neighbours how many there are
 * @param own the Sharpe ratio per bar of the configuration
 * @param median the middle Sharpe ratio per bar of its neighbours
 * @param profitable the share of neighbours whose total return is above 0
 */
public record Neighbourhood(int neighbours, double own, double median, double profitable) {

    /**
     * Measures it; empty if the configuration has no neighbours.
     *
     * @param evaluations of all points of the grid, in their order
     * @param point the position of the configuration
     */
    public static Optional<Neighbourhood> of(
            ParameterGrid grid, List<Evaluation> evaluations, int point) {
        List<Evaluation> around = grid.neighbours(point).stream().map(evaluations::get).toList();
        if (around.isEmpty()) {
            return Optional.empty();
        }
        double[] ratios = around.stream().mapToDouble(Evaluation::sharpePerBar).toArray();
        long profitable = around.stream().filter(one -> one.totalReturn() > 0).count();
        return Optional.of(
                new Neighbourhood(
                        around.size(),
                        evaluations.get(point).sharpePerBar(),
                        Sample.of(ratios).median(),
                        (double) profitable / around.size()));
    }
}
