package dev.keel.signals.gann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.indicator.BarIndicator;
import dev.keel.signals.indicator.Bars;
import dev.keel.signals.indicator.IndicatorCatalog;
import dev.keel.signals.indicator.IndicatorDefinition;
import dev.keel.signals.indicator.Prefixes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GannStreamingTest {

    private static final IndicatorCatalog CATALOG = new IndicatorCatalog(GannIndicators.all());

    static List<IndicatorDefinition> definitions() {
        return GannIndicators.all();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void neverTakesAnOutputBack(IndicatorDefinition definition) {
        for (int cut = 20; cut < 400; cut += 37) {
            Prefixes.assertNoLookAhead(definition, Bars.turningMarket(cut, 400), cut);
            Prefixes.assertNoLookAhead(definition, coarse(cut), cut);
        }
    }

    @Property(tries = 20)
    void theExpertNeverTakesAnOpinionBack(@ForAll long seed) {
        int cut = 50 + Math.floorMod(seed, 400);

        Prefixes.assertNoLookAhead(GannExpert.DEFINITION, Bars.turningMarket(seed, 500), cut);
        Prefixes.assertNoLookAhead(
                withSun(), Prefixes.coarseMarket(seed, 500, 8, Timeframe.D1), cut);
    }

    @ParameterizedTest
    @ValueSource(ints = {-8, -2, 1, 3})
    void theExpertSaysTheSameAtAnyScale(int moved) {
        List<Bar> bars = Bars.turningMarket(5, 900);
        Expert plain = expert(GannExpert.DEFINITION, Timeframe.H1);
        Expert scaled = expert(GannExpert.DEFINITION, Timeframe.H1);
        List<Bar> others = Prefixes.scaled(bars, moved);
        int awake = 0;
        for (int i = 0; i < bars.size(); i++) {
            plain.onBar(bars.get(i));
            scaled.onBar(others.get(i));
            assertThat(scaled.isAwake()).isEqualTo(plain.isAwake());
            assertThat(scaled.score()).isEqualTo(plain.score(), within(1e-6));
            assertThat(scaled.reliability()).isEqualTo(plain.reliability(), within(1e-6));
            awake += plain.isAwake() ? 1 : 0;
        }
        assertThat(awake).isBetween(100, 899);
    }

    @Test
    void sleepsInAFlatMarketAndWakesAfterwards() {
        Expert expert = expert(GannExpert.DEFINITION, Timeframe.H1);
        for (int i = 0; i < 200; i++) {
            expert.onBar(Bars.bar(i, 1000, 1000, 1000, 1000));
            assertThat(expert.isAwake()).isFalse();
        }
        boolean woke = false;
        for (Bar bar : Bars.turningMarket(3, 300)) {
            expert.onBar(bar);
            woke |= expert.isAwake();
        }
        assertThat(woke).isTrue();
    }

    @Test
    void namesWhatTheOpinionRestsOn() {
        Expert expert = expert(GannExpert.DEFINITION, Timeframe.H1);
        List<String> texts = new ArrayList<>();
        for (Bar bar : Bars.turningMarket(9, 2_000)) {
            expert.onBar(bar);
            expert.evidence().forEach(reason -> texts.add(reason.text()));
        }
        for (String expected :
                List.of(
                        "square of nine",
                        "hexagon",
                        "box line",
                        "square of 144",
                        "vibration",
                        "octave",
                        "fan line",
                        "demand zone",
                        "supply zone",
                        "bars after a pivot",
                        "time squares",
                        "angle from the last low",
                        "two-bar swing is up")) {
            assertThat(texts).anyMatch(text -> text.contains(expected));
        }
    }

    @Test
    void countsDaysYearsAndDegreesOnDailyBars() {
        Expert expert = expert(withSun(), Timeframe.D1);
        List<String> texts = new ArrayList<>();
        for (Bar bar : Prefixes.coarseMarket(4, 3_000, 8, Timeframe.D1)) {
            expert.onBar(bar);
            expert.evidence().forEach(reason -> texts.add(reason.text()));
        }
        for (String expected :
                List.of("calendar days", "degrees of the Sun", "years after", "seasonal date")) {
            assertThat(texts).anyMatch(text -> text.contains(expected));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"square-of-nine", "hexagon", "gann-square", "gann-box", "octaves"})
    void bracketsTheCloseWithTheNearestLines(String name) {
        BarIndicator indicator = CATALOG.find(name).create(Map.of());
        int ready = 0;
        for (Bar bar : Bars.turningMarket(2, 800)) {
            indicator.update(bar);
            if (indicator.isReady()) {
                double close = bar.closeValue();
                assertThat(indicator.output(0)).isLessThanOrEqualTo(close * (1 + 1e-12));
                assertThat(indicator.output(1)).isGreaterThan(close * (1 - 1e-12));
                ready++;
            }
        }
        assertThat(ready).isGreaterThan(500);
    }

    @Test
    void drawsTheFanOnlyFromTheBarThatConfirmedItsPivot() {
        BarIndicator fan = CATALOG.find("gann-fan").create(Map.of());
        List<Bar> bars = Bars.turningMarket(2, 300);
        int first = 0;
        while (!fan.isReady()) {
            fan.update(bars.get(first++));
        }
        assertThat(fan.output(1)).isNotZero();
        assertThat(first).isGreaterThanOrEqualTo(fan.warmUpBars());
    }

    @Test
    void keepsZonesUntilAClosesBreaksThem() {
        BarIndicator zones = CATALOG.find("supply-demand").create(Map.of());
        int demands = 0;
        int supplies = 0;
        int tested = 0;
        for (Bar bar : Bars.turningMarket(6, 2_000)) {
            zones.update(bar);
            double close = bar.closeValue();
            if (zones.output(1) > 0) {
                demands++;
                assertThat(close).isGreaterThanOrEqualTo(zones.output(1));
                assertThat(zones.output(0)).isGreaterThanOrEqualTo(zones.output(1));
            }
            if (zones.output(4) > 0) {
                supplies++;
                assertThat(close).isLessThanOrEqualTo(zones.output(4));
                assertThat(zones.output(3)).isLessThanOrEqualTo(zones.output(4));
            }
            tested += zones.output(2) > 0 || zones.output(5) > 0 ? 1 : 0;
        }
        assertThat(demands).isPositive();
        assertThat(supplies).isPositive();
        assertThat(tested).isPositive();
    }

    private static List<Bar> coarse(long seed) {
        return Prefixes.coarseMarket(seed, 400, 8, Timeframe.H1);
    }

    private static Expert expert(ExpertDefinition definition, Timeframe timeframe) {
        return definition.factory().create(InstrumentId.of("TEST"), timeframe);
    }

    /** A Sun that runs evenly, and a season every quarter of the calendar year. */
    private static ExpertDefinition withSun() {
        return GannExpert.withSun(
                new SolarCalendar() {
                    @Override
                    public boolean covers(long epochMillis) {
                        return true;
                    }

                    @Override
                    public double longitude(long epochMillis) {
                        return SquareOfNine.modulo(
                                epochMillis / 86_400_000.0 * 360 / 365.2422, 360);
                    }

                    @Override
                    public List<Instant> seasonalDates(int year) {
                        return Stream.of("01-01", "04-02", "07-02", "10-01")
                                .map(day -> Instant.parse(year + "-" + day + "T00:00:00Z"))
                                .toList();
                    }
                });
    }
}
