package dev.keel.signals.indicator;

import dev.keel.core.market.Bar;

/**
 * An indicator that is fed whole bars, closed ones, oldest first, and has one or several outputs.
 *
 * <p>The contract is that of {@link StreamingIndicator}: constant time, no allocation, no look
 * ahead, one series and one thread. Outputs are finite, and settled once {@link #isReady()}.
 */
public interface BarIndicator {
    /** Takes the next bar. */
    void update(Bar bar);

    /**
     * Returns an output's value at the last bar.
     *
     * @param index in the order of {@link IndicatorDefinition#outputs()}, from 0
     */
    double output(int index);

    /** Returns how many bars were taken. */
    long bars();

    /** Returns how many bars it takes until the start no longer matters. */
    int warmUpBars();

    /** Tells whether the outputs may be acted upon. */
    default boolean isReady() {
        return bars() >= warmUpBars();
    }
}
