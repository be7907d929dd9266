package dev.keel.signals.ehlers.cycle;

/** The smoothed price that the cyber cycles are fed, and their first values. */
final class CycleInput {
    private final int seededBars;
    private int taken;
    private double price;
    private double price1;
    private double price2;

    CycleInput(int seededBars) {
        this.seededBars = seededBars;
    }

    /** Takes the next price and returns (x + 2 x[1] + 2 x[2] + x[3]) / 6. */
    double next(double newest) {
        if (taken == 0) {
            price = newest;
            price1 = newest;
            price2 = newest;
        }
        double smoothed = (newest + 2 * price + 2 * price1 + price2) / 6;
        price2 = price1;
        price1 = price;
        price = newest;
        taken = Math.min(taken + 1, seededBars + 1);
        return smoothed;
    }

    boolean isSeeding() {
        return taken <= seededBars;
    }

    /** (x - 2 x[1] + x[2]) / 4. */
    double seed() {
        return (price - 2 * price1 + price2) / 4;
    }
}
