package dev.keel.signals.classic.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import dev.keel.core.market.Bar;
import dev.keel.signals.classic.ClassicIndicators;
import dev.keel.signals.indicator.BarIndicator;
import dev.keel.signals.indicator.Bars;
import dev.keel.signals.indicator.CatalogueContract;
import dev.keel.signals.indicator.IndicatorCatalog;
import dev.keel.signals.indicator.IndicatorDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryIndicatorsTest {
    private static final int COUNT = 600;

    /** They count from the first bar on, so their level never forgets it. */
    private static final Set<String> CUMULATIVE = Set.of("obv", "accumulation-distribution");

    private static final IndicatorCatalog CATALOG = new IndicatorCatalog(LibraryIndicators.all());

    private final Core library = new Core();
    private final MInteger begin = new MInteger();
    private final MInteger answered = new MInteger();

    static List<IndicatorDefinition> definitions() {
        return LibraryIndicators.all();
    }

    static Stream<IndicatorDefinition> forgetful() {
        return definitions().stream().filter(one -> !CUMULATIVE.contains(one.name()));
    }

    @Test
    void namesDifferFromThoseOfTheOthers() {
        List<IndicatorDefinition> all =
                Stream.concat(definitions().stream(), ClassicIndicators.all().stream()).toList();

        assertThat(new IndicatorCatalog(all).all()).hasSize(all.size());
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
    @MethodSource("forgetful")
    void forgetsItsStart(IndicatorDefinition definition) {
        CatalogueContract.assertForgetsItsStart(definition);
    }

    @ParameterizedTest
    @ValueSource(strings = {"obv", "accumulation-distribution"})
    void changesOfACumulativeOneDoNotDependOnItsStart(String name) {
        List<Bar> bars = Bars.turningMarketWithVolume(9, 400);
        BarIndicator early = CATALOG.find(name).create(Map.of());
        BarIndicator late = CATALOG.find(name).create(Map.of());
        bars.subList(0, 100).forEach(early::update);
        bars.subList(100, 102)
                .forEach(bar -> {
                    early.update(bar);
                    late.update(bar);
                });
        double apart = early.output(0) - late.output(0);

        for (Bar bar : bars.subList(102, 400)) {
            early.update(bar);
            late.update(bar);
            assertThat(early.output(0) - late.output(0)).isCloseTo(apart, within(1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithTaLib(long seed) {
        List<Bar> bars = Bars.turningMarketWithVolume(seed, COUNT);
        double[] high = bars.stream().mapToDouble(Bar::highValue).toArray();
        double[] low = bars.stream().mapToDouble(Bar::lowValue).toArray();
        double[] close = bars.stream().mapToDouble(Bar::closeValue).toArray();
        double[] out = new double[COUNT];
        double[] second = new double[COUNT];

        check(library.cci(0, COUNT - 1, high, low, close, 20, begin, answered, out));
        assertAgrees("cci", 0, bars, out, begin.value + 20);
        check(library.willR(0, COUNT - 1, high, low, close, 14, begin, answered, out));
        assertAgrees("williams-r", 0, bars, out, begin.value);
        check(library.aroon(0, COUNT - 1, high, low, 25, begin, answered, second, out));
        assertAgrees("aroon", 0, bars, out, begin.value);
        assertAgrees("aroon", 1, bars, second, begin.value);
        check(library.kama(0, COUNT - 1, close, 10, begin, answered, out));
        assertAgrees("kama", 0, bars, out, 400);
    }

    /** From the given bar on; that of an average is late enough to have forgotten its start. */
    private void assertAgrees(
            String name, int output, List<Bar> bars, double[] expected, int from) {
        BarIndicator indicator = CATALOG.find(name).create(Map.of());
        for (int i = 0; i < bars.size(); i++) {
            indicator.update(bars.get(i));
            if (i >= from) {
                assertThat(indicator.output(output))
                        .as("%s at %d", name, i)
                        .isCloseTo(expected[i - begin.value], within(1e-6));
            }
        }
    }

    private static void check(RetCode code) {
        assertThat(code).isEqualTo(RetCode.Success);
    }
}
