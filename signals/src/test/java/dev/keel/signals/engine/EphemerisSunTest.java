package dev.keel.signals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.Timeframe;
import dev.keel.core.signal.Reason;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.gann.SolarCalendar;
import dev.keel.signals.gann.TimeCycles;
import dev.keel.signals.indicator.Prefixes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EphemerisSunTest {
    private static final Instant JUNE_SOLSTICE_2024 = Instant.parse("2024-06-20T20:51:00Z");
    private static final List<Bar> DAYS =
            Prefixes.coarseMarket(4, 3_000, 8, Timeframe.D1).stream().toList();

    private final SolarCalendar sun = new EphemerisSun();

    /** The instant is that of the United States Naval Observatory's "Earth's Seasons", 2024. */
    @Test
    void standsAtNinetyDegreesAtTheJuneSolstice() {
        assertThat(sun.longitude(JUNE_SOLSTICE_2024.toEpochMilli())).isCloseTo(90, within(0.002));
        assertThat(sun.seasonalDates(2024))
                .hasSize(TimeCycles.SEASONS.size())
                .isSorted()
                .anySatisfy(at ->
                        assertThat(Duration.between(at, JUNE_SOLSTICE_2024).abs())
                                .isLessThan(Duration.ofMinutes(3)));
    }

    @Test
    void countsDegreesFromTheEquinoxToTheSolstice() {
        long equinox = Instant.parse("2024-03-20T03:06:00Z").toEpochMilli();

        long found = TimeCycles.afterSolarDegrees(equinox, 90, sun::longitude);

        assertThat(Duration.between(Instant.ofEpochMilli(found), JUNE_SOLSTICE_2024).abs())
                .isLessThan(Duration.ofMinutes(3));
    }

    @Test
    void saysWhatItDoesNotCover() {
        assertThat(sun.covers(Instant.parse("1899-12-31T00:00:00Z").toEpochMilli())).isFalse();
        assertThat(sun.covers(Instant.parse("2100-01-02T00:00:00Z").toEpochMilli())).isFalse();
        assertThat(sun.seasonalDates(1899)).isEmpty();
        assertThat(sun.seasonalDates(2100)).isEmpty();
    }

    @Test
    void givesTheGannExpertItsDatesOfTheSun() {
        assertThat(said(DAYS))
                .anyMatch(text -> text.contains("degrees of the Sun"))
                .contains("seasonal date");
    }

    @Test
    void leavesTheGannExpertItsOtherDatesWhereTheTableEnds() {
        assertThat(said(startingAt(Instant.parse("2101-01-01T00:00:00Z"))))
                .noneMatch(text -> text.contains("Sun"))
                .doesNotContain("seasonal date")
                .anyMatch(text -> text.contains("calendar days"));
    }

    private static Set<String> said(List<Bar> bars) {
        Expert gann =
                Experts.ruleBased().stream()
                        .filter(one -> one.name().equals("gann"))
                        .map(ExpertDefinition::factory)
                        .findFirst()
                        .orElseThrow()
                        .create(InstrumentId.of("TEST"), Timeframe.D1);
        Set<String> said = new TreeSet<>();
        for (Bar bar : bars) {
            gann.onBar(bar);
            gann.evidence().stream().map(Reason::text).forEach(said::add);
        }
        return said;
    }

    /** The same market at another time. */
    private static List<Bar> startingAt(Instant begin) {
        long shift = begin.toEpochMilli() - DAYS.getFirst().openMillis();
        BarFormat format = DAYS.getFirst().format();
        return DAYS.stream()
                .map(bar ->
                        new Bar(
                                format,
                                bar.openMillis() + shift,
                                bar.open(),
                                bar.high(),
                                bar.low(),
                                bar.close(),
                                bar.volume()))
                .toList();
    }
}
