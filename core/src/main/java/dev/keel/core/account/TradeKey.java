package dev.keel.core.account;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Side;
import dev.keel.core.order.TradeId;
import java.util.Comparator;

/**
 * Tells trades of an account apart: venues number trades by market, and a self-trade has two sides.
 */
public record TradeKey(InstrumentId instrument, TradeId trade, Side side)
        implements Comparable<TradeKey> {
    private static final Comparator<TradeKey> ORDER =
            Comparator.comparing(TradeKey::instrument)
                    .thenComparing(key -> key.trade().value())
                    .thenComparing(TradeKey::side);

    @Override
    public int compareTo(TradeKey other) {
        return ORDER.compare(this, other);
    }
}
