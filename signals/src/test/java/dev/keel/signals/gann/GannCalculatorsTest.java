package dev.keel.signals.gann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GannCalculatorsTest {

    @Test
    void endsTheRingsOfTheHexagon() {
        double[] ends = {0, 6, 18, 36, 60, 90, 126};
        for (int ring = 1; ring <= ends.length; ring++) {
            assertThat(Hexagon.ringEnd(ring)).isEqualTo(ends[ring - 1]);
            assertThat(Hexagon.ring(ends[ring - 1])).isEqualTo(ring, within(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "60, 39.5833",
        "90, 41.4375",
        "120, 43.3333",
        "180, 47.25",
        "240, 51.3333",
        "270, 53.4375",
        "300, 55.5833",
        "360, 60"
    })
    void movesAroundTheHexagonFromThirtySix(double degrees, double expected) {
        assertThat(Hexagon.level(36, degrees)).isEqualTo(expected, within(5.1e-5));
    }

    @Property
    void comesBackOnTheHexagon(
            @ForAll @Scale(6) @DoubleRange(min = 0.01, max = 1e6) double number,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 3600) double degrees) {
        double there = Hexagon.level(number, degrees);

        assertThat(Hexagon.level(there, -degrees)).isEqualTo(number, within(1e-9 * (1 + there)));
    }

    @Property
    void findsTheRingOfItsEnd(@ForAll @IntRange(min = 1, max = 10_000) int ring) {
        assertThat(Hexagon.ring(Hexagon.ringEnd(ring))).isEqualTo(ring, within(1e-9));
    }

    @Test
    void dividesTheBoxIntoEighthsAndThirds() {
        GannBox box = new GannBox(100, 200, 0, 80);
        double[] levels = {
            100, 112.5, 125, 133.33333333, 137.5, 150, 162.5, 166.66666667, 175, 187.5, 200
        };
        for (int line = 0; line <= Fractions.LINES; line++) {
            assertThat(box.level(line)).isEqualTo(levels[line], within(1e-8));
        }
        assertThat(box.date(5, 1.5)).isEqualTo(140);
        assertThat(box.position(150)).isEqualTo(0.5);
        assertThat(Fractions.name(14)).isEqualTo("1 + 3/8");
        assertThat(Fractions.weight(5)).isEqualTo(1);
        assertThat(Fractions.weight(-8)).isEqualTo(0.8);
    }

    @Property
    void keepsTheBoxUnderAffineMaps(
            @ForAll @Scale(6) @DoubleRange(min = 0.01, max = 1e4) double scale,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 1e4) double shift,
            @ForAll @IntRange(min = -20, max = 30) int line) {
        GannBox box = new GannBox(100, 200, 0, 1);
        GannBox mapped = new GannBox(scale * 100 + shift, scale * 200 + shift, 0, 1);

        assertThat(mapped.level(line))
                .isEqualTo(scale * box.level(line) + shift, within(1e-9 * mapped.level(30)));
    }

    @Property
    void findsTheLineBelowAPosition(
            @ForAll @Scale(6) @DoubleRange(min = -50, max = 50) double position) {
        int line = Fractions.lineBelow(position);

        assertThat(Fractions.at(line)).isLessThanOrEqualTo(position);
        assertThat(Fractions.at(line + 1)).isGreaterThan(position);
    }

    @Test
    void drawsTheFanFromALow() {
        GannFan fan = new GannFan(1, 0, 100, 0.5);
        String[] names = {"1x8", "1x4", "1x2", "1x1", "2x1", "4x1", "8x1"};
        double[] levels = {102.5, 105, 110, 120, 140, 180, 260};
        int found = 0;
        for (int line = 0; line < GannFan.LINES; line++) {
            int at = List.of(names).indexOf(GannFan.name(line));
            if (at >= 0) {
                assertThat(fan.level(line, 40)).isEqualTo(levels[at], within(1e-12));
                found++;
            }
        }
        assertThat(found).isEqualTo(names.length);
    }

    @ParameterizedTest
    @CsvSource({
        "120, 0",
        "140, 0.5",
        "180, 1",
        "260, 1",
        "110, -0.5",
        "102.5, -1",
        "100, -1",
        "90, -1"
    })
    void scoresTheSlopeThatWasAchieved(double close, double score) {
        assertThat(new GannFan(1, 0, 100, 0.5).score(close, 40)).isEqualTo(score, within(1e-12));
        assertThat(new GannFan(-1, 0, 300, 0.5).score(400 - close, 40))
                .isEqualTo(-score, within(1e-12));
    }

    @Property
    void keepsTheFanWhenPriceAndUnitScaleTogether(
            @ForAll @Scale(6) @DoubleRange(min = 1e-4, max = 1e4) double scale,
            @ForAll @Scale(6) @DoubleRange(min = 50, max = 200) double close,
            @ForAll @IntRange(min = 1, max = 500) int bar) {
        GannFan fan = new GannFan(1, 0, 100, 0.5);
        GannFan scaled = new GannFan(1, 0, 100 * scale, 0.5 * scale);

        assertThat(scaled.score(close * scale, bar)).isEqualTo(fan.score(close, bar), within(1e-6));
        assertThat(scaled.level(4, bar)).isEqualTo(scale * fan.level(4, bar), within(1e-6 * scale));
    }

    @Test
    void choosesTheUnitOfAFan() {
        assertThat(GannFan.unitOfRange(2, 0.5)).isEqualTo(1);
        double unit = GannFan.unitOfSwing(100, 200, 50);
        assertThat(new GannFan(1, 0, 100, unit).level(4, 50)).isEqualTo(200);
        // A full circle after 30 bars: the square of nine's +360.
        assertThat(GannFan.rootLevel(1, 411, 1, 30, 30)).isEqualTo(496.0925, within(5.1e-5));
        assertThat(GannFan.rootLevel(-1, 4, 1, 30, 300)).isZero();
        assertThat(GannFan.nominalAngle(5)).isEqualTo(63.75);
    }

    @Test
    void laysTheNaturalSquaresOut() {
        NaturalSquare weeks = new NaturalSquare(52, 0, 100, 1);
        assertThat(List.of(2, 5, 8, 10)).map(weeks::date).containsExactly(13.0, 26.0, 39.0, 52.0);
        NaturalSquare ninety = new NaturalSquare(90, 10, 100, 0.5);
        assertThat(ninety.date(1)).isEqualTo(21.25);
        assertThat(ninety.date(3)).isEqualTo(40, within(1e-9));
        assertThat(ninety.date(7)).isEqualTo(70, within(1e-9));
        NaturalSquare inner = new NaturalSquare(144, 0, 100, 1);
        assertThat(inner.date(1)).isEqualTo(18);
        assertThat(inner.date(3)).isEqualTo(48, within(1e-9));
        assertThat(inner.level(5)).isEqualTo(172);
        NaturalSquare circle = new NaturalSquare(360, 0, 1000, 0.5);
        assertThat(circle.degrees(90)).isEqualTo(1045);
    }

    @Test
    void crossesTheDiagonalsOfASquareInItsMiddle() {
        NaturalSquare square = new NaturalSquare(144, 10, 100, 0.5);
        for (NaturalSquare.Corner corner : NaturalSquare.Corner.values()) {
            double slope =
                    switch (corner) {
                        case BOTTOM_LEFT, TOP_RIGHT -> 1;
                        case TOP_LEFT, BOTTOM_RIGHT -> -1;
                    };
            assertThat(square.diagonal(corner, slope, 82)).isEqualTo(136);
        }
        assertThat(square.diagonal(NaturalSquare.Corner.BOTTOM_LEFT, 2, 82)).isEqualTo(172);
    }

    @Test
    void countsTheHoursOfTheCircle() {
        assertThat(NaturalSquare.hours(240, 1)).isEqualTo(250, within(1e-12));
        assertThat(NaturalSquare.hours(240, -6)).isEqualTo(180);
        assertThat(NaturalSquare.hourWeight(-6)).isEqualTo(1);
        assertThat(NaturalSquare.hourWeight(3)).isEqualTo(0.6);
        assertThat(NaturalSquare.hourWeight(4)).isEqualTo(0.3);
    }

    @Test
    void findsOctavesVibrationsAndMultiples() {
        assertThat(NaturalLevels.octaveBase(650)).isEqualTo(512);
        assertThat(NaturalLevels.octave(650, 4)).isEqualTo(768);
        assertThat(NaturalLevels.octaveBase(64)).isEqualTo(64);
        assertThat(NaturalLevels.vibration(100, 8, -3)).isEqualTo(88);
        assertThat(NaturalLevels.halfOfHigh(386)).isEqualTo(193);
        assertThat(NaturalLevels.multipleOfLow(50, 3)).isEqualTo(200);
    }

    @Test
    void squaresRangesWithTime() {
        // FTSE: a fall of 759 points in 154 days, as published.
        assertThat(PriceTime.daysToDegrees(154)).isEqualTo(151.89, within(0.0051));
        assertThat(PriceTime.isSquared(759 / 10.0, PriceTime.daysToDegrees(154), 0.1)).isTrue();
        assertThat(PriceTime.isSquared(100, 25, 0)).isTrue();
        assertThat(PriceTime.isSquared(100, 26, 0.9)).isFalse();
        // A price as a longitude, as published.
        assertThat(PriceTime.longitude(8729, 30)).isEqualTo(290.966, within(1e-3));
        assertThat(PriceTime.longitude(8729, 12)).isEqualTo(7.416, within(1e-3));
    }

    @Test
    void countsDaysAndYearsFromAPivot() {
        long leapDay = Instant.parse("2024-02-29T12:00:00Z").toEpochMilli();

        assertThat(Instant.ofEpochMilli(TimeCycles.afterYears(leapDay, 1)))
                .isEqualTo("2025-02-28T12:00:00Z");
        assertThat(Instant.ofEpochMilli(TimeCycles.afterYears(leapDay, 20)))
                .isEqualTo("2044-02-29T12:00:00Z");
        assertThat(Instant.ofEpochMilli(TimeCycles.afterDays(leapDay, 360)))
                .isEqualTo("2025-02-23T12:00:00Z");
        assertThat(TimeCycles.COUNTS).hasSize(17);
        assertThat(TimeCycles.YEARS).hasSize(15);
    }

    /** A Sun that runs as unevenly as the real one, given by a formula. */
    private static double sun(long epochMillis) {
        double days = epochMillis / 86_400_000.0;
        double mean = 280 + 0.98564736 * days;
        double uneven = mean + 1.915 * Math.sin(Math.toRadians(mean - 283));
        return SquareOfNine.modulo(uneven, 360);
    }

    @Property(tries = 300)
    void findsWhenTheSunHasGoneSomeDegrees(
            @ForAll @IntRange(min = 0, max = 20_000) int day,
            @ForAll @IntRange(min = 1, max = 2000) int degrees) {
        long from = day * 86_400_000L;

        long to = TimeCycles.afterSolarDegrees(from, degrees, GannCalculatorsTest::sun);

        double gone = sun(to) - sun(from) - degrees;
        assertThat(SquareOfNine.fromMultiple(gone, 360)).isEqualTo(0, within(1e-6));
        assertThat((to - from) / 86_400_000.0).isEqualTo(degrees * 365.2422 / 360, within(5.0));
    }

    @Test
    void refusesALongitudeThatIsNotTheSuns() {
        assertThatThrownBy(() -> TimeCycles.afterSolarDegrees(0, 90, _ -> 12))
                .hasMessageStartingWith("longitude must be that of the Sun");
    }

    @Test
    void ranksTheClustersOfDates() {
        List<TimeClusters.Date> dates =
                List.of(
                        new TimeClusters.Date(100, 30, 1),
                        new TimeClusters.Date(101, 30, 0.6),
                        new TimeClusters.Date(150, 30, 0.8),
                        new TimeClusters.Date(400, 30, 5));

        List<TimeClusters.Cluster> top = TimeClusters.top(dates, 0, 300, 5);

        assertThat(top).extracting(TimeClusters.Cluster::bar).containsExactly(100L, 150L);
        assertThat(top.getFirst().score()).isEqualTo(1 + 0.6 * Math.exp(-0.5), within(1e-12));
        assertThat(TimeClusters.top(dates, 0, 300, 1)).hasSize(1);
    }

    @Test
    void refusesWhatIsNoBoxNoFanNoSquare() {
        assertThatThrownBy(() -> new GannBox(2, 1, 0, 1))
                .hasMessage("high must be above low, was 1.0 with low 2.0");
        assertThatThrownBy(() -> new GannFan(0, 0, 1, 1))
                .hasMessage("direction must be 1 or -1, was 0");
        assertThatThrownBy(() -> new GannFan(1, 0, 1, 0))
                .hasMessage("unit must be above 0, was 0.0");
        assertThatThrownBy(() -> new NaturalSquare(0, 0, 1, 1))
                .hasMessage("number must be at least 1, was 0");
    }
}
