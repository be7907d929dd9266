package dev.keel.core.market;

/**
 * What all bars of a series share.
 *
 * @param timeframe the length of a bar
 * @param priceDecimals prices are stored as multiples of 10^-priceDecimals; 0 to 18
 * @param volumeDecimals volumes are stored as multiples of 10^-volumeDecimals; 0 to 18
 */
public record BarFormat(Timeframe timeframe, int priceDecimals, int volumeDecimals) {
    private static final double[] POWERS = powers();

    public BarFormat {
        requireDecimals("priceDecimals", priceDecimals);
        requireDecimals("volumeDecimals", volumeDecimals);
    }

    /** The double nearest to a stored price. */
    public double priceToDouble(long unscaled) {
        return unscaled / POWERS[priceDecimals];
    }

    /** The double nearest to a stored volume. */
    public double volumeToDouble(long unscaled) {
        return unscaled / POWERS[volumeDecimals];
    }

    private static void requireDecimals(String name, int decimals) {
        if (decimals < 0 || decimals > 18) {
            throw new IllegalArgumentException(name + " must be 0 to 18, was " + decimals);
        }
    }

    private static double[] powers() {
        double[] powers = new double[19];
        for (int i = 0; i < powers.length; i++) {
            powers[i] = Double.parseDouble("1e" + i);
        }
        return powers;
    }
}
