package dev.keel.signals.classic;

import dev.keel.signals.indicator.Ratio;
import dev.keel.signals.indicator.StreamingKernel;

/**
 * Wilder's relative strength index, 0 to 100.
 *
 * <pre>
 * up, down = the rise or the fall since the last bar, not negative
 * average  = (average[1] (period - 1) + up or down) / period
 * y        = 100 averageUp / (averageUp + averageDown)
 * </pre>
 *
 * <p>Start, as in TA-Lib: the first averages are the plain means of the first {@code period} moves,
 * so both agree from the bar numbered like the period, from zero. Until then the means are those of
 * the moves there are. Deviation: 50 where nothing has moved, which TA-Lib calls 0. {@link
 * #warmUpBars()} is where 1 % of the first average remains.
 *
 * <p>Reference: J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978.
 */
public final class RelativeStrength extends StreamingKernel {
    private static final double REMAINING_DECAY = 4.606;

    private final int period;
    private int moves;
    private double before;
    private double averageUp;
    private double averageDown;
    private boolean started;

    /**
     * Creates an index at its start.
     *
     * @param period 2 to 10,000; Wilder's is 14
     * @throws IllegalArgumentException if it is out of range
     */
    public RelativeStrength(int period) {
        super(
                1
                        + (int) requireWithin("period", period, 2, 10_000)
                        + (int) Math.ceil(REMAINING_DECAY / -Math.log(1 - 1.0 / period)));
        this.period = period;
    }

    @Override
    public double next(double input) {
        if (started) {
            double move = input - before;
            moves = Math.min(moves + 1, period);
            averageUp = (averageUp * (moves - 1) + Math.max(move, 0)) / moves;
            averageDown = (averageDown * (moves - 1) + Math.max(-move, 0)) / moves;
        }
        started = true;
        before = input;
        return 100 * Math.clamp(Ratio.or(0.5, averageUp, averageUp + averageDown), 0, 1);
    }
}
