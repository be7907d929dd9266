package dev.keel.signals.learn.feature;

import dev.keel.signals.ehlers.Mama;
import dev.keel.signals.ehlers.RoofingFilter;
import dev.keel.signals.ehlers.SuperSmoother;
import dev.keel.signals.indicator.BarInput;
import dev.keel.signals.indicator.IndicatorDefinition;
import java.util.List;
import java.util.Map;

/**
 * The features that a model gets unless told otherwise: returns, volatility, volume, time, and
 * Ehlers' filters scaled so that markets compare.
 */
public final class StandardFeatures {
    private StandardFeatures() {}

    public static FeatureSet set() {
        return new FeatureSet(
                List.of(
                        PriceFeatures.GROUP,
                        VolumeFeatures.GROUP,
                        CalendarFeatures.GROUP,
                        ehlers(
                                IndicatorDefinition.ofNumber(
                                        "roofing-filter",
                                        "ehlers",
                                        "The cycles of 10 to 48 bars.",
                                        BarInput.HL2,
                                        List.of(),
                                        _ -> new RoofingFilter()),
                                Scaling.GAIN_CONTROLLED),
                        ehlers(
                                IndicatorDefinition.ofNumber(
                                        "super-smoother",
                                        "ehlers",
                                        "The price without cycles below 10 bars.",
                                        BarInput.CLOSE,
                                        List.of(),
                                        _ -> new SuperSmoother(10)),
                                Scaling.DISTANCE),
                        ehlers(
                                IndicatorDefinition.ofNumber(
                                        "mama",
                                        "ehlers",
                                        "The adaptive moving average.",
                                        BarInput.HL2,
                                        List.of(),
                                        _ -> new Mama()),
                                Scaling.DISTANCE)));
    }

    private static FeatureGroup ehlers(IndicatorDefinition definition, Scaling scaling) {
        return IndicatorFeatures.of(definition, Map.of(), scaling, 1);
    }
}
