package dev.keel.sim.validate.promote;

/**
 * What the gates demand.
 *
 * <p>Reference: for deflated Sharpe and overfitting, D. H. Bailey, M. Lopez de Prado (2014) and D.
 * H. Bailey et al. (2017), see {@code docs/validation.md}; the others are house rules and say so
 * there.
 */
public final class Thresholds {
    /** Fewer closed trades than this say nothing. */
    public static final int LEAST_TRADES = 30;

    /** How sure the track record must be to be long enough, and of the Sharpe ratio's range. */
    public static final double CONFIDENCE = 0.95;

    /** The deflated Sharpe ratio must be above it. */
    public static final double DEFLATED_SHARPE = 0.95;

    /** The probability of overfitting must be below it. */
    public static final double OVERFITTING = 0.2;

    /** Out of sample at least this share of what was earned where parameters were chosen. */
    public static final double EFFICIENCY = 0.5;

    /** The drawdown that 95 of 100 paths stay within must be below it. */
    public static final double DRAWDOWN = 0.5;

    /** A path that was ever worth less than this share of the capital counts as ruined. */
    public static final double RUIN_LEVEL = 0.5;

    /** The share of paths that are ruined must be below it. */
    public static final double RUIN = 0.05;

    /** The middle neighbour must have at least this share of the configuration's Sharpe ratio. */
    public static final double NEIGHBOUR_SHARE = 0.5;

    /** At least this share of the neighbours must end above their start. */
    public static final double NEIGHBOURS_PROFITABLE = 0.5;

    private Thresholds() {}
}
