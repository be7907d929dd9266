package dev.keel.signals.learn.feature;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Timeframe;
import java.util.List;

/** Features that are computed together, and how to make what computes them. */
public record FeatureGroup(List<Feature> features, Factory factory) {
    public FeatureGroup {
        features = List.copyOf(features);
        if (features.isEmpty()) {
            throw new IllegalArgumentException("features must not be empty");
        }
    }

    /** Makes the source for one market. */
    @FunctionalInterface
    public interface Factory {
        FeatureSource create(InstrumentId instrument, Timeframe timeframe);
    }
}
