package dev.keel.core.signal;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;

/**
 * Who speaks, and about what: a strategy on an instrument and timeframe.
 *
 * @param strategy the strategy's name, without {@code @}
 */
public record SignalSource(String strategy, InstrumentId instrument, Timeframe timeframe)
        implements Comparable<SignalSource> {
    public SignalSource {
        if (strategy.isBlank() || strategy.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "strategy must be a name without '@', was '" + strategy + "'");
        }
    }

    /** The id of a signal made at the close of a bar. */
    public SignalId signalAt(Bar bar) {
        return new SignalId(this, bar.closeTime());
    }

    @Override
    public int compareTo(SignalSource other) {
        if (this == other) {
            return 0;
        }
        int byInstrument = instrument.compareTo(other.instrument);
        if (byInstrument != 0) {
            return byInstrument;
        }
        int byStrategy = strategy.compareTo(other.strategy);
        return byStrategy != 0 ? byStrategy : timeframe.compareTo(other.timeframe);
    }

    @Override
    public String toString() {
        return strategy + "@" + instrument + "@" + timeframe;
    }
}
