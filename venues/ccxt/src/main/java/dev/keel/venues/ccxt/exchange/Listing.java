package dev.keel.venues.ccxt.exchange;

import dev.keel.core.instrument.Instrument;

/**
 * An instrument as one exchange lists it.
 *
 * @param marketId the exchange's own name for it
 * @param family the currency under which the exchange files its orders
 */
public record Listing(Instrument instrument, String marketId, String family) {
    /** The library's name for it, which is Keel's as well. */
    public String symbol() {
        return instrument.id().symbol();
    }
}
