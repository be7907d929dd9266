package dev.keel.signals.learn.feature;

import dev.keel.core.market.Bar;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.expert.ExpertDefinition;
import java.util.List;

/**
 * Makes features of any expert: its score, and its reliability. While it is asleep both are 0,
 * which is what an expert without an opinion says; during its warm-up there are no features.
 */
public final class ExpertFeatures implements FeatureSource {
    private final Expert expert;
    private long bars;

    private ExpertFeatures(Expert expert) {
        this.expert = expert;
    }

    /**
     * @param warmUpBars of the expert, on any market
     * @param version of the expert's rules
     */
    public static FeatureGroup of(ExpertDefinition definition, int warmUpBars, int version) {
        int lookBack = Math.max(1, warmUpBars);
        String module = definition.name();
        return new FeatureGroup(
                List.of(
                        new Feature(
                                "expert." + module + ".score", "score", lookBack, module, version),
                        new Feature(
                                "expert." + module + ".reliability",
                                "share",
                                lookBack,
                                module,
                                version)),
                (instrument, timeframe) ->
                        new ExpertFeatures(definition.factory().create(instrument, timeframe)));
    }

    @Override
    public void onBar(Bar bar) {
        expert.onBar(bar);
        bars++;
    }

    @Override
    public boolean isReady() {
        return bars >= expert.warmUpBars();
    }

    @Override
    public void write(double[] row, int offset) {
        boolean awake = expert.isAwake();
        row[offset] = awake ? expert.score() : 0;
        row[offset + 1] = awake ? expert.reliability() : 0;
    }
}
