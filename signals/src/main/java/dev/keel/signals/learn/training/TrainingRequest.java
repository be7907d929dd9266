package dev.keel.signals.learn.training;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.learn.feature.FeatureSet;
import dev.keel.signals.learn.label.BarrierSettings;
import dev.keel.signals.learn.model.Learner;
import dev.keel.signals.learn.validation.Splitting;
import java.util.Optional;

/**
 * What to train and how.
 *
 * @param learner how it learns
 * @param label what it learns
 * @param validation how samples are held back
 * @param decay how much the oldest sample counts against the newest, 0 to 1
 * @param seed of all randomness
 * @param primary whose opinions are judged, for a meta model; without one the model learns which
 *     barrier the price meets first
 */
public record TrainingRequest(
        InstrumentId symbol,
        FeatureSet features,
        Learner learner,
        BarrierSettings label,
        Splitting validation,
        double decay,
        long seed,
        Optional<ExpertDefinition> primary) {
    public TrainingRequest {
        if (!(decay >= 0 && decay <= 1)) {
            throw new IllegalArgumentException("decay must be within 0..1, was " + decay);
        }
    }
}
