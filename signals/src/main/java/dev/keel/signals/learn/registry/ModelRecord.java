package dev.keel.signals.learn.registry;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Timeframe;
import dev.keel.signals.learn.label.BarrierSettings;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of a model.
 *
 * @param id the first 16 digits of the SHA-256 over what it was made of
 * @param market what it is for
 * @param training what it was made of
 * @param artefacts the SHA-256 of its parts
 * @param calibration as {@code Calibration.describe} writes it
 * @param metrics its figures by name, such as {@code cv.auc}
 * @param created when it was stored
 * @param stage how far it has come
 */
public record ModelRecord(
        String id,
        Market market,
        Training training,
        Artefacts artefacts,
        String calibration,
        Map<String, Double> metrics,
        Instant created,
        Stage stage) {
    public ModelRecord {
        if (!id.matches("[0-9a-f]{16}")) {
            throw new IllegalArgumentException("id must be 16 hexadecimal digits, was " + id);
        }
        metrics = new TreeMap<>(metrics);
    }

    @Override
    public Map<String, Double> metrics() {
        return Map.copyOf(metrics);
    }

    /** A figure, if it is known. */
    public Optional<Double> metric(String name) {
        return Optional.ofNullable(metrics.get(name));
    }

    public ModelRecord withStage(Stage next) {
        return new ModelRecord(
                id, market, training, artefacts, calibration, metrics, created, next);
    }

    /**
     * What a model is for.
     *
     * @param schema the hash of the features it is fed with
     * @param primary whose entries it judges; empty if it says which barrier the price meets first
     */
    public record Market(
            InstrumentId symbol, Timeframe timeframe, String schema, Optional<String> primary) {
        /** What a model is for that says which barrier the price meets first. */
        public Market(InstrumentId symbol, Timeframe timeframe, String schema) {
            this(symbol, timeframe, schema, Optional.empty());
        }
    }

    /**
     * What a model was made of.
     *
     * @param kind the learner
     * @param settings what the learner was told
     * @param from when the first bar opened
     * @param to when the last bar opened
     * @param label what it learned
     * @param seed of all randomness
     * @param trials how many models had been trained for the symbol and timeframe when this one
     *     was, itself included
     * @param parent the champion of that time, if there was one
     */
    public record Training(
            String kind,
            String settings,
            Instant from,
            Instant to,
            BarrierSettings label,
            long seed,
            int trials,
            Optional<String> parent) {}

    /**
     * The SHA-256 of each part, in hexadecimal.
     *
     * @param model the model itself
     * @param reference the distributions for drift
     * @param walkForward its predictions on bars it was not trained on
     */
    public record Artefacts(String model, String reference, String walkForward) {}
}
