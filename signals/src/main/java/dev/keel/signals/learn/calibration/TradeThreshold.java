package dev.keel.signals.learn.calibration;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * From which probability on a trade is worth making: the threshold whose trades together made most
 * after costs. Not the one that is right most often: many small gains can be lost in one trade.
 *
 * @param probability trades from this probability on are made; above 1 if none is worth it
 * @param trades how many of the samples that were
 * @param meanNet what they made on average, as a fraction of the price; 0 without trades
 */
public record TradeThreshold(double probability, int trades, double meanNet) {
    /** A threshold that no probability reaches. */
    public static final TradeThreshold NEVER = new TradeThreshold(2, 0, 0);

    /**
     * Chooses the threshold on predictions out of fold.
     *
     * @param netReturns of the trades, after costs
     * @param fewest trades that a threshold must leave, at least 1: the best of a handful is luck
     */
    public static TradeThreshold choose(double[] probabilities, double[] netReturns, int fewest) {
        if (probabilities.length != netReturns.length) {
            throw new IllegalArgumentException(
                    "probabilities must be as many as returns, were "
                            + probabilities.length
                            + " for "
                            + netReturns.length);
        }
        int[] order =
                IntStream.range(0, probabilities.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -probabilities[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        TradeThreshold best = NEVER;
        double bestSum = 0;
        double sum = 0;
        for (int i = 0; i < order.length; i++) {
            sum += netReturns[order[i]];
            boolean lastOfEqual =
                    i + 1 == order.length || probabilities[order[i + 1]] < probabilities[order[i]];
            if (lastOfEqual && i + 1 >= fewest && sum > bestSum) {
                bestSum = sum;
                best = new TradeThreshold(probabilities[order[i]], i + 1, sum / (i + 1));
            }
        }
        return best;
    }

    public boolean allows(double given) {
        return given >= probability;
    }
}
