package dev.keel.signals.learn.feature;

import dev.keel.signals.astro.AstroIndicators;
import dev.keel.signals.ehlers.cycle.Mama;
import dev.keel.signals.ehlers.filter.RoofingFilter;
import dev.keel.signals.ehlers.filter.SuperSmoother;
import dev.keel.signals.gann.GannIndicators;
import dev.keel.signals.indicator.BarInput;
import dev.keel.signals.indicator.IndicatorCatalog;
import dev.keel.signals.indicator.IndicatorDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The feature sets that a model can be trained on.
 *
 * <p>{@code base}: returns, volatility, volume, time, and Ehlers' filters scaled so that markets
 * compare. {@code all}: the same, then how far the nearest Gann lines of each family lie, the next
 * cluster of Gann's counts, the Moon's phase and the tenor of the aspects. No evidence of an edge
 * is known for the latter; that the smaller set is not worse is the first thing to check.
 */
public final class StandardFeatures {
    /** The names of the sets, the one that is used unless told otherwise first. */
    public static final List<String> NAMES = List.of("base", "all");

    private StandardFeatures() {}

    /**
     * Finds a set.
     *
     * @throws IllegalArgumentException naming those there are
     */
    public static FeatureSet named(String name) {
        return switch (name) {
            case "base" -> base();
            case "all" -> all();
            default ->
                    throw new IllegalArgumentException(
                            "features must be one of " + NAMES + ", was '" + name + "'");
        };
    }

    public static FeatureSet base() {
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
                                        _ -> Mama.startingAtPrice(0.5, 0.05)),
                                Scaling.DISTANCE)));
    }

    public static FeatureSet all() {
        IndicatorCatalog gann = new IndicatorCatalog(GannIndicators.all());
        IndicatorCatalog astro = new IndicatorCatalog(AstroIndicators.all());
        List<FeatureGroup> groups = new ArrayList<>();
        for (String ladder : List.of("square-of-nine", "hexagon", "gann-square", "gann-box")) {
            groups.add(
                    IndicatorFeatures.of(
                            gann.find(ladder),
                            Map.of(),
                            List.of("support", "resistance"),
                            Scaling.DISTANCE,
                            1));
        }
        groups.add(plain(gann, "gann-fan", "score"));
        groups.add(plain(gann, "time-cluster", "weight", "bars-to-peak"));
        groups.add(plain(astro, "lunar-phase", "sine", "cosine"));
        groups.add(plain(astro, "aspect-score", "score"));
        return base().with(groups);
    }

    private static FeatureGroup plain(IndicatorCatalog catalog, String name, String... outputs) {
        return IndicatorFeatures.of(
                catalog.find(name), Map.of(), List.of(outputs), Scaling.PLAIN, 1);
    }

    private static FeatureGroup ehlers(IndicatorDefinition definition, Scaling scaling) {
        return IndicatorFeatures.of(definition, Map.of(), scaling, 1);
    }
}
