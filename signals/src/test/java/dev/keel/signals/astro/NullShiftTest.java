package dev.keel.signals.astro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.signals.astro.NullShiftReport.Line;
import dev.keel.signals.astro.NullShiftReport.Measure;
import dev.keel.signals.astro.ephemeris.Body;
import dev.keel.signals.astro.ephemeris.Ephemeris;
import dev.keel.signals.astro.ephemeris.SkyTime;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NullShiftTest {
    @Test
    void findsAMarketThatDoesFollowTheMoon() {
        SplittableRandom random = new SplittableRandom(11);
        BarSeries bars =
                SkyBars.market(
                        Timeframe.D1,
                        "2010-01-01T00:00:00Z",
                        1_500,
                        time -> 0.004 * moon(time) + 0.004 * random.nextGaussian(),
                        11);

        NullShiftReport report = new NullShift(60, 1, 1).run(bars, _ -> {});

        Line line = line(report, "moon");
        assertThat(line.real()).isGreaterThan(0.3);
        // Nineteen years later the Moon is back: such skies come close.
        assertThat(line.percentile()).isGreaterThan(95);
    }

    @Test
    void findsNothingInARandomMarket() {
        BarSeries bars = SkyBars.walk(Timeframe.D1, "2010-01-01T00:00:00Z", 1_500, 21);

        NullShiftReport report = new NullShift(60, 1, 5).run(bars, _ -> {});

        Line line = line(report, "moon");
        assertThat(Math.abs(line.real())).isLessThan(0.15);
        assertThat(line.deviation()).isPositive();
        assertThat(line.percentile()).isBetween(2.0, 98.0);
    }

    @Test
    void theSameSeedGivesTheSameReport() {
        BarSeries bars = SkyBars.walk(Timeframe.D1, "2015-01-01T00:00:00Z", 300, 2);

        NullShiftReport once = new NullShift(20, 9, 1).run(bars, _ -> {});

        assertThat(new NullShift(20, 9, 1).run(bars, _ -> {})).isEqualTo(once);
        assertThat(new NullShift(20, 10, 1).run(bars, _ -> {})).isNotEqualTo(once);
        assertThat(once.lines()).hasSize(10);
        assertThat(once.differentShifts()).isEqualTo(20);
    }

    @Test
    void dealsAgainWhenAllYearsAreUsed() {
        BarSeries bars = SkyBars.walk(Timeframe.D1, "2015-01-01T00:00:00Z", 60, 2);

        NullShiftReport report = new NullShift(230, 9, 1).run(bars, _ -> {});

        assertThat(report.shifts()).isEqualTo(230);
        // 1900 to 2099 without the bars' year, two on either side of it, and a margin.
        assertThat(report.differentShifts()).isBetween(185, 195);
    }

    @Test
    void refusesWhatItCannotJudge() {
        BarSeries few = SkyBars.walk(Timeframe.D1, "2015-01-01T00:00:00Z", 17, 2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NullShift(10, 1, 1).run(few, _ -> {}))
                .withMessage("bars must be more than 17, were 17");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NullShift(0, 1, 1))
                .withMessage("shifts must be 1 to 100000, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NullShift(1, 1, 0))
                .withMessage("horizon must be at least 1, was 0");
    }

    private static Line line(NullShiftReport report, String subject) {
        return report.lines().stream()
                .filter(line -> line.subject().equals(subject))
                .filter(line -> line.measure() == Measure.CORRELATION)
                .findFirst()
                .orElseThrow();
    }

    private static double moon(long millis) {
        double days = SkyTime.days(millis);
        Ephemeris ephemeris = Ephemeris.shared();
        return Math.cos(
                Math.toRadians(
                        ephemeris.longitude(Body.MOON, days)
                                - ephemeris.longitude(Body.SUN, days)));
    }
}
