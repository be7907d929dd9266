package dev.keel.signals.learn;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Timeframe;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.learn.drift.DriftReference;
import dev.keel.signals.learn.feature.FeatureSet;
import dev.keel.signals.learn.feature.FeatureStream;
import dev.keel.signals.learn.model.Model;
import dev.keel.signals.learn.model.Models;
import dev.keel.signals.learn.onnx.OnnxImport;
import dev.keel.signals.learn.registry.ModelRecord;
import dev.keel.signals.learn.registry.ModelRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes experts of the registry's champions, and owns their models: closing this closes them all.
 *
 * <p>An expert has the champion of the time it was made. Its bars have to be those of the
 * champion's symbol and timeframe; a market without a champion that was trained on this very
 * feature schema has an expert that sleeps.
 */
public final class MlExperts implements AutoCloseable {
    /** The name under which they are heard. */
    public static final String NAME = "ml";

    private final ModelRegistry registry;
    private final List<FeatureSet> features;
    private final OnnxImport onnx;
    private final List<Model> opened = new ArrayList<>();

    /**
     * @param features the sets that champions may have been trained on; if several sets have one,
     *     the first is heard
     * @param onnx reads champions that were imported
     */
    public MlExperts(ModelRegistry registry, List<FeatureSet> features, OnnxImport onnx) {
        this.registry = registry;
        this.features = List.copyOf(features);
        this.onnx = onnx;
    }

    /** The definition, whose factory is {@link #create}. */
    public ExpertDefinition definition() {
        return new ExpertDefinition(
                NAME,
                "What the champion model of the market says of the triple barrier, calibrated;"
                        + " asleep without a champion and under drift.",
                1,
                this::create);
    }

    /**
     * Makes the expert of a market.
     *
     * @throws dev.keel.signals.learn.registry.RegistryException naming the file, if the registry is
     *     broken
     * @throws dev.keel.signals.learn.model.LearnerUnavailableException if the champion needs a
     *     native library that is missing
     */
    public synchronized Expert create(InstrumentId instrument, Timeframe timeframe) {
        for (FeatureSet set : features) {
            Optional<ModelRecord> champion =
                    registry.champion(
                            new ModelRecord.Market(instrument, timeframe, set.schema().hash()));
            if (champion.isPresent()) {
                return expert(champion.get(), set.stream(instrument, timeframe));
            }
        }
        return new SleepingExpert();
    }

    /** The model that {@link #create} would hear now, if there is one. */
    public Optional<ModelRecord> champion(InstrumentId instrument, Timeframe timeframe) {
        return features.stream()
                .map(set -> new ModelRecord.Market(instrument, timeframe, set.schema().hash()))
                .flatMap(market -> registry.champion(market).stream())
                .findFirst();
    }

    private MlExpert expert(ModelRecord entry, FeatureStream stream) {
        DriftReference reference =
                DriftReference.parse(registry.artefact(entry.artefacts().reference()));
        byte[] artefact = registry.artefact(entry.artefacts().model());
        String kind = entry.training().kind();
        Model model =
                kind.equals(OnnxImport.KIND)
                        ? onnx.read(artefact, stream.schema())
                        : Models.load(kind, artefact);
        opened.add(model);
        return new MlExpert(entry, model, reference, stream);
    }

    /** Closes all models; the experts must not be fed any more. */
    @Override
    public synchronized void close() {
        opened.forEach(Model::close);
        opened.clear();
    }
}
