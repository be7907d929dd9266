package dev.keel.signals.ehlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.signals.indicator.CatalogueContract;
import dev.keel.signals.indicator.IndicatorCatalog;
import dev.keel.signals.indicator.IndicatorDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EhlersIndicatorsTest {

    static List<IndicatorDefinition> definitions() {
        return EhlersIndicators.all();
    }

    @Test
    void namesAreUnique() {
        assertThat(new IndicatorCatalog(definitions()).all()).hasSize(definitions().size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("definitions")
    void looksBackwardsOnly(IndicatorDefinition definition) {
        CatalogueContract.assertLooksBackwardsOnly(definition);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("definitions")
    void isFiniteAndReadyInTime(IndicatorDefinition definition) {
        CatalogueContract.assertFiniteAndReadyInTime(definition);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("definitions")
    void forgetsItsStart(IndicatorDefinition definition) {
        CatalogueContract.assertForgetsItsStart(definition);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("definitions")
    void allocatesNothingPerBar(IndicatorDefinition definition) {
        CatalogueContract.assertAllocatesNothing(definition);
    }
}
