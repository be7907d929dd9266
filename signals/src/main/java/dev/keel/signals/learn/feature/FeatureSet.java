package dev.keel.signals.learn.feature;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Timeframe;
import java.util.ArrayList;
import java.util.List;

/**
 * A choice of feature groups: what a model is trained on, and later fed with.
 *
 * <p>Which groups there are is decided where the set is put together; families that come later are
 * added as groups, see {@link IndicatorFeatures} and {@link ExpertFeatures}.
 */
public final class FeatureSet {
    private final List<FeatureGroup> groups;
    private final FeatureSchema schema;

    /**
     * @throws IllegalArgumentException if two features have one name
     */
    public FeatureSet(List<FeatureGroup> groups) {
        this.groups = List.copyOf(groups);
        this.schema =
                new FeatureSchema(
                        groups.stream().flatMap(group -> group.features().stream()).toList());
    }

    /** This set and more groups behind it. */
    public FeatureSet with(List<FeatureGroup> more) {
        List<FeatureGroup> all = new ArrayList<>(groups);
        all.addAll(more);
        return new FeatureSet(all);
    }

    public FeatureSchema schema() {
        return schema;
    }

    /** A fresh stream of rows for one market. */
    public FeatureStream stream(InstrumentId instrument, Timeframe timeframe) {
        List<FeatureSource> sources =
                groups.stream()
                        .map(group -> group.factory().create(instrument, timeframe))
                        .toList();
        int[] offsets = new int[groups.size()];
        int offset = 0;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = offset;
            offset += groups.get(i).features().size();
        }
        return new FeatureStream(schema, sources, offsets);
    }
}
