package dev.keel.signals.indicator;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Inputs for the tests, oldest first. */
public final class Series {

    private Series() {}

    /**
     * The series that the published figures were computed on: a drift, a cycle of 20 bars and one
     * of 7.3.
     */
    public static double[] vectors() {
        double[] closes = new double[400];
        Arrays.setAll(
                closes,
                i ->
                        100
                                + 0.05 * i
                                + 10 * Math.sin(2 * Math.PI * i / 20)
                                + 3 * Math.sin(2 * Math.PI * i / 7.3));
        return closes;
    }

    /** A multiplicative random walk from 100 with steps of about 1 %. */
    public static double[] randomWalk(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] prices = new double[length];
        double price = 100;
        for (int i = 0; i < length; i++) {
            price *= Math.exp(0.01 * random.nextGaussian());
            prices[i] = price;
        }
        return prices;
    }

    public static double[] constant(double level, int length) {
        double[] prices = new double[length];
        Arrays.fill(prices, level);
        return prices;
    }

    /** Feeds all inputs and returns the value after each. */
    public static double[] run(StreamingIndicator indicator, double[] inputs) {
        double[] values = new double[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            values[i] = indicator.update(inputs[i]);
        }
        return values;
    }
}
