package dev.keel.signals.ehlers;

import dev.keel.signals.indicator.IndicatorDefinition;
import java.util.List;
import java.util.stream.Stream;

/** All of Ehlers' indicators, for the catalogue. */
public final class EhlersIndicators {
    static final String FAMILY = "ehlers";

    private EhlersIndicators() {}

    /** Filters, then measurements of the cycle, then oscillators. */
    public static List<IndicatorDefinition> all() {
        return Stream.of(FilterIndicators.all(), CycleIndicators.all(), OscillatorIndicators.all())
                .flatMap(List::stream)
                .toList();
    }
}
