package dev.keel.signals.fusion.cost;

/**
 * What a fill is taken to cost before anything was learned.
 *
 * @param fee per fill, as a fraction of its notional, 0 to 0.1
 * @param slippage per fill, as a fraction of the price, 0 to 0.1
 */
public record CostPrior(double fee, double slippage) {
    private static final double MOST = 0.1;

    public CostPrior {
        requireFraction("fee", fee);
        requireFraction("slippage", slippage);
    }

    /** In and out again. */
    public double roundTrip() {
        return 2 * (fee + slippage);
    }

    private static void requireFraction(String name, double value) {
        if (!(value >= 0 && value <= MOST)) {
            throw new IllegalArgumentException(name + " must be 0 to " + MOST + ", was " + value);
        }
    }
}
