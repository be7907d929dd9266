package dev.keel.signals.classic;

import dev.keel.core.market.Bar;
import dev.keel.signals.indicator.BarIndicator;
import dev.keel.signals.indicator.BarInput;
import dev.keel.signals.indicator.Ratio;

/**
 * The volume-weighted average price since the session began, which is once a day at a given hour of
 * UTC.
 *
 * <pre>
 * y = sum of (high + low + close)/3 volume / sum of volume, over the bars of the session
 * </pre>
 *
 * <p>Where no bar of the session knows its volume, it is the plain mean. It is ready from the first
 * session that it saw begin; {@link #warmUpBars()} is a day of one-minute bars, the most that can
 * take.
 *
 * <p>Reference: S. Berkowitz, D. Logue and E. Noser, "The Total Cost of Transactions on the NYSE",
 * Journal of Finance, 1988.
 */
public final class SessionVolumeAverage implements BarIndicator {
    private static final long DAY_MILLIS = 86_400_000;
    private static final int MINUTES_OF_A_DAY = 1_440;

    private final long offsetMillis;
    private long session;
    private long bars;
    private boolean sawBegin;
    private double turnover;
    private double volume;
    private double prices;
    private long count;

    /**
     * Creates an average at its start.
     *
     * @param beginHour when a session begins, 0 to 23, UTC
     */
    public SessionVolumeAverage(int beginHour) {
        offsetMillis = beginHour * 3_600_000L;
    }

    @Override
    public void update(Bar bar) {
        long day = Math.floorDiv(bar.openMillis() - offsetMillis, DAY_MILLIS);
        if (bars > 0 && day != session) {
            sawBegin = true;
            turnover = 0;
            volume = 0;
            prices = 0;
            count = 0;
        }
        session = day;
        double price = BarInput.HLC3.of(bar);
        turnover += price * bar.volumeValue();
        volume += bar.volumeValue();
        prices += price;
        count++;
        bars++;
    }

    @Override
    public double output(int index) {
        double mean = Ratio.orZero(prices, (double) count);
        return volume > 0 ? Ratio.or(mean, turnover, volume) : mean;
    }

    @Override
    public long bars() {
        return bars;
    }

    @Override
    public int warmUpBars() {
        return MINUTES_OF_A_DAY;
    }

    @Override
    public boolean isReady() {
        return sawBegin || bars >= MINUTES_OF_A_DAY;
    }
}
