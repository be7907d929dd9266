package dev.keel.signals.astro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.signal.Reason;
import dev.keel.signals.astro.ephemeris.Body;
import dev.keel.signals.astro.ephemeris.Ephemeris;
import dev.keel.signals.astro.ephemeris.SkyTime;
import dev.keel.signals.expert.Expert;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AstroExpertTest {
    private static final InstrumentId ANY = InstrumentId.of("ANY-USD");

    @Test
    void hasASmallPrior() {
        assertThat(AstroExpert.DEFINITION.name()).isEqualTo("astro");
        assertThat(AstroExpert.DEFINITION.prior()).isEqualTo(0.05);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1m", "1h", "1d", "1w"})
    void opinionsStayWithinBoundsAndWakeAfterTheWarmUp(String timeframe) {
        BarSeries bars = SkyBars.walk(Timeframe.parse(timeframe), "2019-06-03T00:00:00Z", 900, 3);
        Expert expert = AstroExpert.DEFINITION.factory().create(ANY, bars.format().timeframe());
        for (int i = 0; i < bars.size(); i++) {
            expert.onBar(bars.bar(i));

            assertThat(expert.isAwake()).isEqualTo(i + 1 >= expert.warmUpBars());
            assertThat(expert.score()).isBetween(-1.0, 1.0);
            assertThat(expert.reliability()).isBetween(0.0, 0.2);
            assertThat(expert.evidence().isEmpty()).isEqualTo(!expert.isAwake());
        }
    }

    @Test
    void allTermsSpeakAtTimesAndAddUp() {
        BarSeries bars = SkyBars.walk(Timeframe.D1, "2010-01-01T00:00:00Z", 2_000, 5);
        AstroExpert expert = new AstroExpert(Timeframe.D1, 0);
        int[] spoken = new int[AstroTerm.values().length];
        for (int i = 0; i < bars.size(); i++) {
            expert.onBar(bars.bar(i));
            double sum = 0;
            double weights = 1;
            AstroTerm[] terms = AstroTerm.values();
            for (int t = 0; t < terms.length; t++) {
                double score = expert.score(terms[t]);
                spoken[t] += score == 0 ? 0 : 1;
                sum += terms[t].weight() * score;
                weights += t >= 2 && score != 0 ? 1 : 0;
            }
            assertThat(expert.score()).isCloseTo(sum / weights, within(1e-12));
        }
        assertThat(Arrays.stream(spoken).min().orElseThrow()).isGreaterThan(100);
    }

    /** The last opinion over a part of the bars is what the whole said there. */
    @Test
    void neverTakesAnOpinionBack() {
        BarSeries bars = SkyBars.walk(Timeframe.ofMinutes(240), "2023-01-01T00:00:00Z", 700, 8);
        AstroExpert whole = new AstroExpert(bars.format().timeframe(), 0);
        for (int end = 1; end <= bars.size(); end++) {
            whole.onBar(bars.bar(end - 1));
            if (end % 97 == 0) {
                AstroExpert part = new AstroExpert(bars.format().timeframe(), 0);
                for (int i = 0; i < end; i++) {
                    part.onBar(bars.bar(i));
                }
                assertThat(part.score()).isEqualTo(whole.score());
                assertThat(part.reliability()).isEqualTo(whole.reliability());
                assertThat(part.evidence()).isEqualTo(whole.evidence());
            }
        }
    }

    @Test
    void theMoonSpeaksUpWhenNewAndDownWhenFull() {
        // New moon at 2025-01-29T12:36Z, full at 2025-02-12T13:54Z.
        BarSeries bars = SkyBars.walk(Timeframe.D1, "2025-01-01T00:00:00Z", 60, 1);
        AstroExpert expert = new AstroExpert(Timeframe.D1, 0);
        for (int i = 0; i < bars.size(); i++) {
            expert.onBar(bars.bar(i));
            if (bars.bar(i).closeTime().toString().startsWith("2025-01-29")) {
                assertThat(expert.score(AstroTerm.MOON)).isCloseTo(0.3, within(0.003));
            }
            if (bars.bar(i).closeTime().toString().startsWith("2025-02-12")) {
                assertThat(expert.score(AstroTerm.MOON)).isCloseTo(-0.3, within(0.003));
            }
        }
    }

    @Test
    void datesPressAgainstTheMoveIntoThem() {
        // The annular eclipse of 2026-02-17, and Saturn in Aries since the 14th.
        BarSeries rising = SkyBars.market(Timeframe.D1, "2026-01-15T00:00:00Z", 34, _ -> 0.01, 1);
        AstroExpert expert = new AstroExpert(Timeframe.D1, 0);
        for (int i = 0; i < rising.size(); i++) {
            expert.onBar(rising.bar(i));
        }

        assertThat(expert.score(AstroTerm.DATES)).isLessThan(-0.4);
        assertThat(expert.evidence())
                .extracting(Reason::text)
                .contains("annular solar eclipse", "Saturn enters Aries");
    }

    @Test
    void sleepsWhereTheSkyIsNotKnown() {
        BarSeries early = SkyBars.walk(Timeframe.D1, "1899-11-01T00:00:00Z", 120, 2);
        BarSeries late = SkyBars.walk(Timeframe.D1, "2099-11-01T00:00:00Z", 120, 2);

        assertThat(lastAwake(early)).isTrue();
        assertThat(lastAwake(late)).isFalse();
    }

    @Test
    void linesStandAtLongitudesTimesTheUnit() {
        assertThat(PlanetaryLines.below(8_728.99, 290.966, 30, 1))
                .isCloseTo(8_728.98, within(1e-9));
        assertThat(PlanetaryLines.unit(65_000)).isCloseTo(100, within(1e-9));
        assertThat(PlanetaryLines.unit(0.0123)).isCloseTo(0.0001, within(1e-12));
    }

    @Test
    void aPriceOnAPlanetsLineIsExplained() {
        double jupiter =
                Ephemeris.shared()
                        .longitude(
                                Body.JUPITER, SkyTime.days(Instant.parse("2024-03-01T00:00:00Z")));
        // Jupiter's second line of the circle: 360 + longitude, about 403.
        double level = 360 + jupiter;
        BarSeries bars =
                SkyBars.market(
                        Timeframe.D1,
                        "2024-02-01T00:00:00Z",
                        29,
                        time -> time == openOf("2024-02-01") ? level * 1.0008 / 650 - 1 : 0,
                        4);
        AstroExpert expert = new AstroExpert(Timeframe.D1, 0);
        for (int i = 0; i < bars.size(); i++) {
            expert.onBar(bars.bar(i));
        }

        assertThat(expert.evidence())
                .extracting(Reason::text)
                .anyMatch(text -> text.contains("the line of Jupiter"));
    }

    private static long openOf(String day) {
        return Instant.parse(day + "T00:00:00Z").toEpochMilli();
    }

    private static boolean lastAwake(BarSeries bars) {
        AstroExpert expert = new AstroExpert(Timeframe.D1, 0);
        for (int i = 0; i < bars.size(); i++) {
            expert.onBar(bars.bar(i));
        }
        return expert.isAwake();
    }
}
