package dev.keel.sim.market;

/**
 * How much a synthetic market moves, and how its quiet and wild times follow one another.
 *
 * <p>The variance v of the bars' logarithmic returns r follows a GARCH(1,1) process, whose long-run
 * mean is {@code perBar^2}: {@code v' = (1 - reaction - persistence) perBar^2 + reaction r^2 +
 * persistence v}.
 *
 * <p>Reference: Tim Bollerslev, "Generalized autoregressive conditional heteroskedasticity",
 * Journal of Econometrics 31 (1986), p. 307. Deviation: v is at most 100 perBar^2.
 *
 * @param perBar the long-run standard deviation of a bar's logarithmic return, 0 to 0.1
 * @param reaction the weight of the last return, 0 or more
 * @param persistence the weight of the last variance, 0 or more; with the reaction below 1
 */
public record Volatility(double perBar, double reaction, double persistence) {
    /** A tenth of a percent per bar in clusters that fade over some fifty bars. */
    public static final Volatility MODERATE = clustered(0.001);

    public Volatility {
        requireWithin("perBar", perBar, 0, 0.1);
        requireWithin("reaction", reaction, 0, 1);
        requireWithin("persistence", persistence, 0, 1);
        requireWithin("reaction + persistence", reaction + persistence, 0, Math.nextDown(1.0));
    }

    /** The same volatility at all times. */
    public static Volatility constant(double perBar) {
        return new Volatility(perBar, 0, 0);
    }

    /** Clusters as daily and hourly markets show them: reaction 0.08, persistence 0.90. */
    public static Volatility clustered(double perBar) {
        return new Volatility(perBar, 0.08, 0.90);
    }

    double longRunVariance() {
        return perBar * perBar;
    }

    double nextVariance(double variance, double shock) {
        double next =
                (1 - reaction - persistence) * longRunVariance()
                        + reaction * shock * shock
                        + persistence * variance;
        return Math.min(next, 100 * longRunVariance());
    }

    static void requireWithin(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    name + " must be from " + least + " to " + most + ", was " + value);
        }
    }
}
