package dev.keel.signals.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.indicator.BarIndicator;
import dev.keel.signals.indicator.Bars;
import dev.keel.signals.indicator.IndicatorCatalog;
import dev.keel.signals.indicator.IndicatorDefinition;
import dev.keel.signals.indicator.Prefixes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternStreamingTest {

    static List<IndicatorDefinition> definitions() {
        return PatternIndicators.all();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void neverTakesAnOutputBack(IndicatorDefinition definition) {
        for (int cut = 40; cut < 300; cut += 61) {
            Prefixes.assertNoLookAhead(definition, coarse(cut, 300), cut);
        }
        Prefixes.assertNoLookAhead(definition, Bars.turningMarket(1, 500), 333);
    }

    @Property(tries = 20)
    void theExpertNeverTakesAnOpinionBack(@ForAll long seed) {
        int cut = 50 + Math.floorMod(seed, 400);

        Prefixes.assertNoLookAhead(PatternExpert.DEFINITION, Bars.turningMarket(seed, 500), cut);
        Prefixes.assertNoLookAhead(PatternExpert.DEFINITION, coarse(seed, 500), cut);
    }

    @ParameterizedTest
    @ValueSource(ints = {-8, -2, 3})
    void saysTheSameAtAnyScale(int moved) {
        List<Bar> bars = Bars.turningMarket(5, 900);
        List<Bar> others = Prefixes.scaled(bars, moved);
        Expert plain = expert();
        Expert scaled = expert();
        int awake = 0;
        for (int i = 0; i < bars.size(); i++) {
            plain.onBar(bars.get(i));
            scaled.onBar(others.get(i));
            assertThat(scaled.isAwake()).isEqualTo(plain.isAwake());
            assertThat(scaled.score()).isEqualTo(plain.score(), within(1e-9));
            assertThat(scaled.reliability()).isEqualTo(plain.reliability(), within(1e-9));
            awake += plain.isAwake() ? 1 : 0;
        }
        assertThat(awake).isBetween(100, 899);
    }

    @Test
    void saysTheOppositeUpsideDownOfWhatHasAMirrorImage() {
        List<Bar> bars =
                Bars.turningMarket(8, 2_000).stream()
                        .map(PatternStreamingTest::openedLate)
                        .toList();
        List<Bar> mirrored = Bars.mirrored(bars, 2_000);
        IndicatorCatalog catalog = new IndicatorCatalog(PatternIndicators.all());
        for (String name : List.of("harami", "belt-hold", "closing-marubozu", "three-inside")) {
            BarIndicator plain = catalog.find(name).create(Map.of());
            BarIndicator turned = catalog.find(name).create(Map.of());
            int seen = 0;
            for (int i = 0; i < bars.size(); i++) {
                plain.update(bars.get(i));
                seen += plain.output(0) == 0 ? 0 : 1;
                turned.update(mirrored.get(i));
                assertThat(turned.output(0)).isEqualTo(-plain.output(0), within(0.0));
            }
            assertThat(seen).as(name).isPositive();
        }
    }

    /** The bar with its open a quarter of the way to the close, so that bodies lie in bodies. */
    private static Bar openedLate(Bar bar) {
        return new Bar(
                bar.format(),
                bar.openMillis(),
                (3 * bar.open() + bar.close()) / 4,
                bar.high(),
                bar.low(),
                bar.close(),
                0);
    }

    @Test
    void namesTheFreshestPatternFirst() {
        Expert expert = expert();
        int named = 0;
        List<String> texts = new ArrayList<>();
        for (Bar bar : Bars.turningMarket(9, 2_000)) {
            expert.onBar(bar);
            if (expert.isAwake()) {
                assertThat(expert.evidence()).hasSizeBetween(1, 8);
                expert.evidence().forEach(reason -> texts.add(reason.text()));
                named++;
            }
        }
        assertThat(named).isGreaterThan(100);
        assertThat(texts).contains("belt-hold", "hanging-man", "double-top broke out");
    }

    @Test
    void fadesOnceNoPatternFollows() {
        Expert expert = expert();
        Bars.turningMarket(9, 300).forEach(expert::onBar);
        for (int i = 0; i < 200; i++) {
            expert.onBar(Bars.bar(300 + i, 1000, 1000, 1000, 1000));
        }

        assertThat(expert.isAwake()).isFalse();
        assertThat(expert.score()).isZero();
        assertThat(expert.evidence()).isEmpty();
    }

    @Test
    void sleepsInAFlatMarket() {
        Expert expert = expert();
        for (int i = 0; i < 200; i++) {
            expert.onBar(Bars.bar(i, 1000, 1000, 1000, 1000));
            assertThat(expert.isAwake()).isFalse();
            assertThat(expert.reliability()).isZero();
        }
    }

    private static List<Bar> coarse(long seed, int count) {
        return Prefixes.coarseMarket(seed, count, 12, Timeframe.H1);
    }

    private static Expert expert() {
        return PatternExpert.DEFINITION.factory().create(InstrumentId.of("TEST"), Timeframe.H1);
    }
}
