package dev.keel.sim.sweep;

/**
 * A screened trial beside the same one through the whole pipeline.
 *
 * @param screened the quick one
 * @param full the one that counts
 */
public record Confirmation(Trial screened, Trial full) {
    /** Rounding to lots and the order of additions; never a trade. */
    private static final double TOLERANCE = 1e-6;

    /**
     * Whether both have the same number of fills, and the same equity and objective to rounding.
     */
    public boolean agrees() {
        return screened.fills() == full.fills()
                && isNear(screened.finalEquity(), full.finalEquity())
                && screened.objective().isPresent() == full.objective().isPresent()
                && isNear(screened.objective().orElse(0), full.objective().orElse(0));
    }

    private static boolean isNear(double left, double right) {
        return Math.abs(left - right)
                <= TOLERANCE * Math.max(1, Math.max(Math.abs(left), Math.abs(right)));
    }
}
