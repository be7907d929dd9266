package dev.keel.core.market;

import dev.keel.core.instrument.InstrumentId;
import java.util.Optional;

/** The latest prices. Implementations used by several threads must answer without blocking. */
@FunctionalInterface
public interface Market {
    /** The latest quote, however old; empty if there has been none. */
    Optional<Quote> latest(InstrumentId instrument);
}
