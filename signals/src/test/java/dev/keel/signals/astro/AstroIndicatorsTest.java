package dev.keel.signals.astro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.signals.indicator.BarIndicator;
import dev.keel.signals.indicator.IndicatorCatalog;
import dev.keel.signals.indicator.IndicatorDefinition;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bars close at 2024-04-08T18:18Z or at midnight of 2026; figures are of astronomy-engine. */
class AstroIndicatorsTest {
    private static final String ECLIPSE = "2024-04-08T18:17:00Z";

    private final IndicatorCatalog catalog = new IndicatorCatalog(AstroIndicators.all());

    @Test
    void allGiveFiniteOutputsFromTheFirstBarOn() {
        BarSeries bars = SkyBars.walk(Timeframe.H1, "2020-02-25T00:00:00Z", 300, 7);
        for (IndicatorDefinition definition : catalog.all()) {
            BarIndicator indicator = definition.create(Map.of());
            for (int i = 0; i < bars.size(); i++) {
                indicator.update(bars.bar(i));
                for (int output = 0; output < definition.outputs().size(); output++) {
                    assertThat(indicator.output(output)).as(definition.name()).isFinite();
                }
            }
            assertThat(indicator.isReady()).isTrue();
        }
    }

    @Test
    void placesMercury() {
        BarIndicator mercury = at(ECLIPSE, "planet", Map.of("body", "2"));

        assertThat(mercury.output(0)).isCloseTo(24.79687, within(0.00002));
        assertThat(mercury.output(1)).isNegative();
        assertThat(mercury.output(4)).isZero();
        assertThat(mercury.output(5)).isEqualTo(mercury.output(0));
    }

    @Test
    void theMoonIsNewInASolarEclipse() {
        BarIndicator phase = at(ECLIPSE, "lunar-phase", Map.of());

        assertThat(phase.output(0)).isCloseTo(359.97239, within(0.00003));
        assertThat(phase.output(2)).isCloseTo(1, within(1e-6));
    }

    @Test
    void jupiterIsNearUranus() {
        BarIndicator aspect = at(ECLIPSE, "aspect", Map.of("first", "5", "second", "7"));

        assertThat(aspect.output(0)).isCloseTo(51.17092 - 49.04434, within(0.00003));
        assertThat(aspect.output(1)).isZero();
        assertThat(aspect.output(3)).isCloseTo(Math.pow(1 - 2.12658 / 8, 2), within(0.0001));
    }

    @Test
    void bradleyHasItsParts() {
        BarIndicator bradley = at("2025-12-31T23:59:00Z", "bradley", Map.of());

        assertThat(bradley.output(0)).isCloseTo(60.7824, within(0.002));
        assertThat(bradley.output(3)).isCloseTo(-36.4888, within(0.0004));
    }

    @Test
    void linesEncloseTheClose() {
        BarIndicator lines =
                at(ECLIPSE, "planetary-line", Map.of("body", "5", "harmonic", "8", "mirror", "1"));

        // 360 - 49.04434 + 7 x 45 = 625.95566; the close is 650.
        assertThat(lines.output(0)).isCloseTo(625.95566, within(0.00002));
        assertThat(lines.output(1)).isCloseTo(670.95566, within(0.00002));
    }

    @Test
    void refusesABarBeyondTheTable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> at("2150-01-01T00:00:00Z", "planet", Map.of()))
                .withMessageStartingWith("time must be from 1900-01-01T00:00:00Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalog.find("planet").create(Map.of("body", "10")))
                .withMessage("parameter 'body' must be a whole number from 0 to 9, was 10");
    }

    /** An indicator after a minute's bar at 650. */
    private BarIndicator at(String open, String name, Map<String, String> parameters) {
        BarIndicator indicator = catalog.find(name).create(parameters);
        indicator.update(SkyBars.market(Timeframe.M1, open, 1, _ -> 0, 1).bar(0));
        return indicator;
    }
}
