package dev.keel.sim.validate.chance;

import java.util.SplittableRandom;

/**
 * The trades of a backtest again, drawn with replacement or put into another order.
 *
 * <p>Returns of trades are compounded one after the other. Drawing asks how much of the result
 * hangs on a few trades; ordering leaves the final equity as it is, since products do not mind
 * their order, and asks how deep the drawdown could have been. Both take trades as independent:
 * losses that come in runs because the market was against all of them come in shorter runs here.
 * What happens within a trade is not seen.
 */
public final class TradeMonteCarlo {
    private TradeMonteCarlo() {}

    /**
     * Draws as many trades as there were, each path anew, with replacement.
     *
     * @param tradeReturns as fractions of the equity before each trade; at least one
     * @param paths at least 10
     * @param ruinLevel the share of the capital below which a path counts as ruined
     */
    public static Paths resampled(
            double[] tradeReturns, int paths, double ruinLevel, SplittableRandom random) {
        requireTrades(tradeReturns);
        Paths.Collector collector = new Paths.Collector(paths, ruinLevel);
        double[] drawn = new double[tradeReturns.length];
        for (int path = 0; path < paths; path++) {
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = tradeReturns[random.nextInt(drawn.length)];
            }
            collector.add(drawn);
        }
        return collector.against(tradeReturns);
    }

    /** Puts the trades into any order, each path anew; otherwise as {@link #resampled}. */
    public static Paths permuted(
            double[] tradeReturns, int paths, double ruinLevel, SplittableRandom random) {
        requireTrades(tradeReturns);
        Paths.Collector collector = new Paths.Collector(paths, ruinLevel);
        double[] ordered = tradeReturns.clone();
        for (int path = 0; path < paths; path++) {
            for (int i = ordered.length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                double kept = ordered[i];
                ordered[i] = ordered[other];
                ordered[other] = kept;
            }
            collector.add(ordered);
        }
        return collector.against(tradeReturns);
    }

    private static void requireTrades(double[] tradeReturns) {
        if (tradeReturns.length == 0) {
            throw new IllegalArgumentException("tradeReturns must not be empty");
        }
    }
}
