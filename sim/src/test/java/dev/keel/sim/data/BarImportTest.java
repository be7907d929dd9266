package dev.keel.sim.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Price;
import dev.keel.sim.market.MarketDataException;
import dev.keel.sim.market.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.api.Assertions;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BarImportTest {
    private static final String HEADER = "timestamp,open,high,low,close,volume\n";

    @TempDir private Path folder;

    @Test
    void saysWhatItRefusedAndWhy() throws IOException {
        BarImport imported =
                of(
                        """
                        2024-01-01T00:00:00Z,10,11,9,10,5
                        2024-01-01T00:01:00Z,10,11,9,10,5
                        2024-01-01T00:01:00Z,10,11,9,10,5
                        2024-01-01T00:01:00Z,10,12,9,10,5
                        2024-01-01T00:02:00Z,10,9,9,10,5
                        2024-01-01T00:03:00Z,10,abc,9,10,5
                        yesterday,10,11,9,10,5
                        2024-01-01T00:05:00Z,10,11,9

                        2024-01-01T00:06:00Z,10.3,11,9,10,5
                        2024-01-01T00:04:00Z,10,11,9,10,5
                        """,
                        ImportRules.PLAIN.withTick(Price.of("0.5")));

        assertThat(imported.report().rows()).isEqualTo(new QualityReport.Rows(11, 3, 8, 1));
        assertThat(imported.report().refused())
                .extracting(Refusal::line, Refusal::reason)
                .containsExactly(
                        tuple(4, Refusal.Reason.REPEATED),
                        tuple(5, Refusal.Reason.CONTRADICTING),
                        tuple(6, Refusal.Reason.PRICES),
                        tuple(7, Refusal.Reason.MALFORMED),
                        tuple(8, Refusal.Reason.MALFORMED),
                        tuple(9, Refusal.Reason.MALFORMED),
                        tuple(10, Refusal.Reason.MALFORMED),
                        tuple(11, Refusal.Reason.OFF_TICK));
        assertThat(imported.report().refused().get(3).detail())
                .isEqualTo("data.csv line 7: field 'high' must be a decimal number, was 'abc'");
        assertThat(imported.report().refused().get(1).detail())
                .isEqualTo("data.csv line 5: has the time of line 3 and other values");
        assertThat(SomeBars.list(imported.series()))
                .extracting(Bar::openTime)
                .extracting(Instant::toString)
                .containsExactly(
                        "2024-01-01T00:00:00Z", "2024-01-01T00:01:00Z", "2024-01-01T00:04:00Z");
        assertThat(imported.standsForSource(ImportRules.PLAIN)).isFalse();
    }

    @Test
    void aCleanFileStandsForItself() throws IOException {
        Path file =
                Files.writeString(folder.resolve("data.csv"), SomeBars.csv(SomeBars.of(5, 200)));
        BarImport imported = BarImport.of(file, ImportRules.PLAIN);

        assertThat(imported.standsForSource(ImportRules.PLAIN)).isTrue();
        assertThat(imported.standsForSource(ImportRules.PLAIN.withTimeframe(Timeframe.M1)))
                .isFalse();
        assertThat(SomeBars.list(imported.series()))
                .isEqualTo(SomeBars.list(MarketData.load(file).series()));
    }

    @Test
    void aHugeNumberOfDecimalsInABadRowHarmsNoOther() throws IOException {
        BarImport imported =
                of(
                        """
                        2024-01-01T00:00:00Z,9000000000,9000000000,9000000000,9000000000,5
                        2024-01-01T00:01:00Z,1.000000000000000001,2,1,1,5
                        2024-01-01T00:02:00Z,9000000001.5,9000000002,9000000000,9000000000,5
                        """,
                        ImportRules.PLAIN.withTimeframe(Timeframe.M1));

        assertThat(imported.report().refused()).extracting(Refusal::line).containsExactly(3L);
        assertThat(imported.series().bar(0).closePrice()).isEqualTo(Price.of("9000000000"));
        assertThat(imported.series().bar(1).openPrice()).isEqualTo(Price.of("9000000001.5"));
    }

    @Test
    void aFileWithoutAnythingUsefulFails() throws IOException {
        Path file = Files.writeString(folder.resolve("data.csv"), HEADER + "x,1,1,1,1,1\n");

        assertThatExceptionOfType(MarketDataException.class)
                .isThrownBy(() -> BarImport.of(file, ImportRules.PLAIN))
                .withMessageStartingWith(
                        "data.csv: has no row that can be used; refused were 1, the first: data.csv"
                                + " line 2: field 'timestamp'");
    }

    /** Every damaged file is a valid series and a list of refusals that adds up, or fails whole. */
    @Test
    void damagedFilesAddUp() throws IOException {
        SplittableRandom random = new SplittableRandom(42);
        byte[] valid = SomeBars.csv(SomeBars.of(3, 40)).getBytes(StandardCharsets.US_ASCII);
        Path file = folder.resolve("data.csv");
        int refusals = 0;
        for (int trial = 0; trial < 400; trial++) {
            byte[] damaged = valid.clone();
            for (int i = 0; i < 5; i++) {
                damaged[HEADER.length() + random.nextInt(damaged.length - HEADER.length())] =
                        (byte) "0123456789,.-\nTZ x".charAt(random.nextInt(18));
            }
            Files.write(file, damaged);
            BarImport imported = BarImport.of(file, ImportRules.PLAIN.withTimeframe(Timeframe.M1));

            QualityReport report = imported.report();
            assertThat(report.rows().kept() + report.rows().refused())
                    .isEqualTo(report.rows().read());
            assertThat(report.refused()).hasSize((int) report.rows().refused());
            long lines = new String(damaged, StandardCharsets.US_ASCII).lines().count();
            assertThat(report.refused())
                    .allSatisfy(refusal ->
                            assertThat(refusal.detail())
                                    .startsWith("data.csv line " + refusal.line() + ":"))
                    .allMatch(refusal -> refusal.line() >= 2 && refusal.line() <= lines);
            refusals += report.refused().size();
        }
        assertThat(refusals).isGreaterThan(400);
    }

    @Test
    void aWeekendIsNoGapAndAHolidayIsCalledOne() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        Instant monday = Instant.parse("2024-01-01T00:00:00Z");
        for (int hour = 0; hour < 6 * 7 * 24; hour++) {
            Instant at = monday.plus(Duration.ofHours(hour));
            boolean weekend = hour % (7 * 24) >= 5 * 24;
            boolean holiday = hour / 24 == 9;
            boolean lost = hour >= 530 && hour < 534;
            if (!weekend && !holiday && !lost) {
                text.append(at).append(",10,11,9,10,1\n");
            }
        }

        QualityReport.Gaps gaps =
                of(text.substring(HEADER.length()), ImportRules.PLAIN).report().gaps();

        assertThat(gaps.closed()).isEqualTo(5);
        assertThat(gaps.holidays()).isEqualTo(1);
        assertThat(gaps.unexplained()).isEqualTo(1);
        assertThat(gaps.missingBars()).isEqualTo(4);
        assertThat(gaps.longest()).isEqualTo(Duration.ofDays(2));
    }

    /** Bars of the year 9999 beside those of today: counted without a look at every minute. */
    @Test
    void aWrongYearMakesOneGapAndTakesNoTime() throws IOException {
        QualityReport.Gaps gaps =
                of(
                                """
                                2024-01-01T00:00:00Z,10,11,9,10,5
                                2024-01-01T00:01:00Z,10,11,9,10,5
                                9999-01-01T00:02:00Z,10,11,9,10,5
                                """,
                                ImportRules.PLAIN.withHours(ImportRules.Hours.ALWAYS))
                        .report()
                        .gaps();

        assertThat(gaps.unexplained()).isEqualTo(1);
        // 7,975 years of 365.2425 days, to the week.
        assertThat(gaps.missingBars()).isBetween(4_194_000_000L, 4_195_000_000L);
    }

    @Test
    void aMarketThatNeverClosesHasNoHolidays() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int day = 0; day < 60; day++) {
            if (day != 30) {
                text.append(SomeBars.START.plus(Duration.ofDays(day))).append(",10,11,9,10,1\n");
            }
        }

        QualityReport.Gaps derived = of(text.toString(), ImportRules.PLAIN).report().gaps();
        QualityReport.Gaps told =
                of(
                                text.toString(),
                                ImportRules.PLAIN.withHolidays(Set.of(LocalDate.of(2024, 1, 31))))
                        .report()
                        .gaps();

        assertThat(derived.unexplained()).isEqualTo(1);
        assertThat(derived.missingBars()).isEqualTo(1);
        assertThat(told.unexplained()).isZero();
        assertThat(told.closed()).isEqualTo(1);
    }

    @Test
    void findsASpikeAndAStaleStretch() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int minute = 0; minute < 200; minute++) {
            String close = minute % 2 == 0 ? "100" : "100.1";
            String bar = ",100,101,99," + close + ",1\n";
            if (minute == 120) {
                bar = ",100,151,99,150,1\n";
            } else if (minute >= 150 && minute < 158) {
                bar = ",100,100,100,100,1\n";
            }
            text.append(SomeBars.START.plus(Duration.ofMinutes(minute))).append(bar);
        }

        QualityReport report = of(text.toString(), ImportRules.PLAIN).report();

        assertThat(report.spikes())
                .extracting(Spike::line, Spike::kind)
                .containsExactlyInAnyOrder(
                        tuple(122, Spike.Kind.CLOSE), tuple(123, Spike.Kind.CLOSE));
        assertThat(report.spikes().getFirst().move()).isCloseTo(Math.log(1.5), within(0.01));
        assertThat(report.figures().staleRuns()).isEqualTo(1);
        assertThat(report.figures().longestStaleRun()).isEqualTo(8);
        assertThat(report.figures().longestStaleLine()).isEqualTo(152);
        assertThat(report.isClean()).isTrue();
        assertThat(report.isFaultless()).isFalse();
    }

    @Test
    void joinsTradesToBars() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("trades.csv"),
                        """
                        timestamp,price,quantity,side
                        2024-01-01T00:00:00.100Z,10.5,1,BUY
                        2024-01-01T00:00:01.100Z,11,0.5,SELL
                        2024-01-01T00:00:59.999Z,10,2,
                        2024-01-01T00:02:00.000Z,12,1,BUY
                        2024-01-01T00:01:59.000Z,12,1,BUY
                        2024-01-01T00:02:01.000Z,twelve,1,BUY
                        """);

        BarImport imported = BarImport.of(file, ImportRules.PLAIN.withTimeframe(Timeframe.M1));

        BarSeries series = imported.series();
        assertThat(series.size()).isEqualTo(2);
        Bar first = series.bar(0);
        assertThat(List.of(first.openPrice(), first.highPrice(), first.lowPrice()))
                .containsExactly(Price.of("10.5"), Price.of("11"), Price.of("10"));
        assertThat(first.closePrice()).isEqualTo(Price.of("10"));
        assertThat(first.volumeQuantity().value()).isEqualByComparingTo("3.5");
        assertThat(imported.report().rows().read()).isEqualTo(6);
        assertThat(imported.report().refused())
                .extracting(Refusal::line, Refusal::reason)
                .containsExactly(tuple(6, Refusal.Reason.LATE), tuple(7, Refusal.Reason.MALFORMED));
    }

    @Test
    void tradesNeedATimeframe() throws IOException {
        Path file =
                Files.writeString(folder.resolve("trades.csv"), "timestamp,price,quantity,side\n");

        assertThatExceptionOfType(MarketDataException.class)
                .isThrownBy(() -> BarImport.of(file, ImportRules.PLAIN))
                .withMessage("trades.csv: holds trades, which need a timeframe to become bars");
    }

    private BarImport of(String rows, ImportRules rules) throws IOException {
        return BarImport.of(Files.writeString(folder.resolve("data.csv"), HEADER + rows), rules);
    }

    private static Tuple tuple(long line, Object second) {
        return Assertions.tuple(line, second);
    }
}
