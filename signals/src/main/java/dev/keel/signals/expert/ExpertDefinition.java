package dev.keel.signals.expert;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Timeframe;

/**
 * A kind of expert, and how to make one.
 *
 * @param name lower case, such as {@code gann}
 * @param meaning one or two sentences
 * @param prior its weight before anything was learned, relative to the others', above 0
 */
public record ExpertDefinition(String name, String meaning, double prior, Factory factory) {
    public ExpertDefinition {
        if (!(prior > 0 && Double.isFinite(prior))) {
            throw new IllegalArgumentException("prior must be above 0, was " + prior);
        }
    }

    /** Makes an expert on one market. */
    @FunctionalInterface
    public interface Factory {
        Expert create(InstrumentId instrument, Timeframe timeframe);
    }
}
