package dev.keel.signals.classic;

import dev.keel.core.market.Bar;
import dev.keel.signals.indicator.BarKernel;
import dev.keel.signals.indicator.Ratio;

/**
 * Wilder's directional movement: how much of the range went up (+DI) and down (-DI), and how
 * one-sided that was on average (ADX), each 0 to 100.
 *
 * <pre>
 * up, down = high - high[1], low[1] - low: the larger counts if above zero, the other is 0
 * tr       = max(high, close[1]) - min(low, close[1])
 * S(v)     = S[1] - S[1]/period + v, for up, down and tr
 * +DI, -DI = 100 S(up)/S(tr), 100 S(down)/S(tr)
 * dx       = 100 |+DI - -DI| / (+DI + -DI)
 * adx      = (adx[1] (period - 1) + dx) / period
 * </pre>
 *
 * <p>Start, as in TA-Lib: the sums hold the first period - 1 moves before they decay; the first adx
 * is the mean of the first period dx. Both agree from the bar numbered {@code period} (DI) and
 * {@code 2 period - 1} (ADX) on, from zero. {@link #warmUpBars()} is where about 1 % of the start
 * remains.
 *
 * <p>Reference: J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978.
 */
public final class DirectionalMovement extends BarKernel {
    private static final double TWO_STAGE_DECAY = 6.6384;

    private final int period;
    private long moves;
    private double high;
    private double low;
    private double close;
    private double upSum;
    private double downSum;
    private double rangeSum;
    private double index;

    /**
     * Creates a measurement at its start.
     *
     * @param period 2 to 10,000; Wilder's is 14
     */
    public DirectionalMovement(int period) {
        super(2 * period + (int) Math.ceil(TWO_STAGE_DECAY / -Math.log(1 - 1.0 / period)));
        this.period = period;
    }

    @Override
    protected void next(Bar bar) {
        double newHigh = bar.highValue();
        double newLow = bar.lowValue();
        if (bars() > 0) {
            take(newHigh, newLow);
        }
        high = newHigh;
        low = newLow;
        close = bar.closeValue();
    }

    private void take(double newHigh, double newLow) {
        moves++;
        double up = newHigh - high;
        double down = low - newLow;
        double kept = moves < period ? 1 : 1 - 1.0 / period;
        upSum = kept * upSum + (up > 0 && up > down ? up : 0);
        downSum = kept * downSum + (down > 0 && down > up ? down : 0);
        rangeSum = kept * rangeSum + Math.max(newHigh, close) - Math.min(newLow, close);
        if (moves >= period) {
            long weight = Math.min(moves - period + 1, period);
            double oneSided = 100 * Ratio.orZero(Math.abs(upSum - downSum), upSum + downSum);
            index += (oneSided - index) / weight;
        }
    }

    /** ADX, 0 to 100. */
    public double index() {
        return index;
    }

    /** +DI, 0 to 100. */
    public double plus() {
        return 100 * Ratio.orZero(upSum, rangeSum);
    }

    /** -DI, 0 to 100. */
    public double minus() {
        return 100 * Ratio.orZero(downSum, rangeSum);
    }

    @Override
    public double output(int output) {
        return switch (output) {
            case 0 -> index();
            case 1 -> plus();
            default -> minus();
        };
    }
}
