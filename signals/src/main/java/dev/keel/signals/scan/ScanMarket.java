package dev.keel.signals.scan;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Timeframe;
import java.util.Comparator;

/** A symbol on a timeframe. Ordered by symbol, then by timeframe. */
public record ScanMarket(InstrumentId instrument, Timeframe timeframe)
        implements Comparable<ScanMarket> {
    private static final Comparator<ScanMarket> ORDER =
            Comparator.comparing(ScanMarket::instrument).thenComparing(ScanMarket::timeframe);

    @Override
    public int compareTo(ScanMarket other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return instrument + "@" + timeframe;
    }
}
