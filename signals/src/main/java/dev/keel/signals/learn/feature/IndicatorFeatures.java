package dev.keel.signals.learn.feature;

import dev.keel.core.market.Bar;
import dev.keel.signals.classic.AverageTrueRange;
import dev.keel.signals.indicator.BarIndicator;
import dev.keel.signals.indicator.IndicatorDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes features of any indicator that is on offer: one of each of its outputs. */
public final class IndicatorFeatures implements FeatureSource {
    private static final int ATR_PERIOD = 14;
    private static final double DECAY = 0.991;

    private final BarIndicator indicator;
    private final Scaling scaling;
    private final int[] outputs;
    private final double[] peaks;
    private final AverageTrueRange atr = new AverageTrueRange(ATR_PERIOD);
    private double close;

    private IndicatorFeatures(BarIndicator indicator, int[] outputs, Scaling scaling) {
        this.indicator = indicator;
        this.scaling = scaling;
        this.outputs = outputs;
        this.peaks = new double[outputs.length];
    }

    /** All outputs of an indicator as features. */
    public static FeatureGroup of(
            IndicatorDefinition definition,
            Map<String, String> parameters,
            Scaling scaling,
            int version) {
        return of(definition, parameters, definition.outputs(), scaling, version);
    }

    /**
     * Some outputs of an indicator as features, named like {@code ehlers.roofing-filter} or {@code
     * ehlers.mama.fama}, with the parameters that differ from the defaults behind.
     *
     * @param parameters those that differ from the defaults
     * @param chosen the names of the outputs
     * @param version of the indicator's definition
     * @throws IllegalArgumentException naming the parameter or output that is wrong
     */
    public static FeatureGroup of(
            IndicatorDefinition definition,
            Map<String, String> parameters,
            List<String> chosen,
            Scaling scaling,
            int version) {
        Map<String, String> given = new TreeMap<>(parameters);
        int warmUp = definition.create(given).warmUpBars();
        int lookBack = Math.max(1, Math.max(warmUp, scaling == Scaling.PLAIN ? 1 : ATR_PERIOD + 1));
        List<Feature> features = new ArrayList<>();
        for (String output : chosen) {
            features.add(
                    new Feature(
                            name(definition, given, output),
                            unit(scaling),
                            lookBack,
                            definition.family(),
                            version));
        }
        int[] outputs = chosen.stream().mapToInt(output -> indexOf(definition, output)).toArray();
        return new FeatureGroup(
                features,
                (_, _) -> new IndicatorFeatures(definition.create(given), outputs, scaling));
    }

    private static int indexOf(IndicatorDefinition definition, String output) {
        int index = definition.outputs().indexOf(output);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "output of "
                            + definition.name()
                            + " must be one of "
                            + definition.outputs()
                            + ", was '"
                            + output
                            + "'");
        }
        return index;
    }

    @Override
    public void onBar(Bar bar) {
        indicator.update(bar);
        close = bar.closeValue();
        switch (scaling) {
            case PLAIN -> {}
            case DISTANCE -> atr.update(bar.highValue(), bar.lowValue(), close);
            case GAIN_CONTROLLED -> raisePeaks();
        }
    }

    @Override
    public boolean isReady() {
        return indicator.isReady()
                && switch (scaling) {
                    case PLAIN, GAIN_CONTROLLED -> true;
                    case DISTANCE -> atr.isReady() && atr.value() > 0;
                };
    }

    @Override
    public void write(double[] row, int offset) {
        for (int i = 0; i < peaks.length; i++) {
            double value = indicator.output(outputs[i]);
            row[offset + i] =
                    switch (scaling) {
                        case PLAIN -> value;
                        case GAIN_CONTROLLED -> peaks[i] > 0 ? value / peaks[i] : 0;
                        case DISTANCE -> (close - value) / atr.value();
                    };
        }
    }

    private void raisePeaks() {
        for (int i = 0; i < peaks.length; i++) {
            peaks[i] = Math.max(peaks[i] * DECAY, Math.abs(indicator.output(outputs[i])));
        }
    }

    private static String unit(Scaling scaling) {
        return switch (scaling) {
            case PLAIN -> "own";
            case GAIN_CONTROLLED -> "peaks";
            case DISTANCE -> "ATR";
        };
    }

    private static String name(
            IndicatorDefinition definition, Map<String, String> given, String output) {
        StringBuilder name =
                new StringBuilder(definition.family()).append('.').append(definition.name());
        if (definition.outputs().size() > 1) {
            name.append('.').append(kebab(output));
        }
        given.forEach(
                (key, value) -> name.append('.').append(kebab(key)).append('-').append(value));
        return name.toString();
    }

    /** Names of outputs and parameters are in camel case. */
    private static String kebab(String camel) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < camel.length(); i++) {
            char letter = camel.charAt(i);
            if (Character.isUpperCase(letter)) {
                name.append('-');
            }
            name.append(Character.toLowerCase(letter));
        }
        return name.toString();
    }
}
