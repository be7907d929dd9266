package dev.keel.core.market;

import dev.keel.core.instrument.InstrumentId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The latest quote of every instrument; for any number of threads. */
public final class LatestPrices implements Market {
    private final Map<InstrumentId, Quote> quotes = new ConcurrentHashMap<>();

    /** Replaces the quote of an instrument. */
    public void update(InstrumentId instrument, Quote quote) {
        quotes.put(instrument, quote);
    }

    @Override
    public Optional<Quote> latest(InstrumentId instrument) {
        return Optional.ofNullable(quotes.get(instrument));
    }
}
