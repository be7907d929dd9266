package dev.keel.sim.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Price;
import dev.keel.sim.market.BarFile;
import dev.keel.sim.market.MarketDataException;
import dev.keel.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactorFileTest {
    @TempDir private Path folder;

    /** The row of the bar's own date holds, the next one from the day after. */
    @Test
    void adjustsByTheFirstRowThatIsNotBeforeTheBar() throws IOException {
        FactorFile factors =
                file(
                        """
                        date,price_factor,split_factor
                        2024-01-02,0.9,0.5
                        2024-01-03,0.95,1
                        2050-12-31,1,1
                        """);

        BarSeries adjusted = factors.adjust(days(100, 100, 100, 100));

        // 100 x 0.9 x 0.5, twice; 100 x 0.95; 100.
        assertThat(adjusted.bar(0).closePrice()).isEqualTo(Price.of("45"));
        assertThat(adjusted.bar(1).closePrice()).isEqualTo(Price.of("45"));
        assertThat(adjusted.bar(2).closePrice()).isEqualTo(Price.of("95"));
        assertThat(adjusted.bar(3).closePrice()).isEqualTo(Price.of("100"));
        assertThat(adjusted.bar(0).volumeQuantity().value()).isEqualByComparingTo("2000");
        assertThat(adjusted.bar(2).volumeQuantity().value()).isEqualByComparingTo("1000");
        assertThat(factors.countAdjusted(days(100, 100, 100, 100))).isEqualTo(3);
    }

    @Test
    void multipliesExactlyAndRoundsOnce() throws IOException {
        FactorFile factors =
                file("date,price_factor,split_factor\n2050-12-31,0.8613657,0.03571430\n");

        // 123 x 0.8613657 x 0.0357143 = 3.783857981...
        assertThat(factors.adjust(days(123)).bar(0).closePrice()).isEqualTo(Price.of("3.78385798"));
    }

    @Test
    void barsAfterTheLastRowStay() throws IOException {
        FactorFile factors = file("date,price_factor,split_factor\n2023-12-31,0.5,0.5\n");

        assertThat(factors.adjust(days(123)).bar(0).closePrice()).isEqualTo(Price.of("123"));
    }

    @ParameterizedTest
    @CsvSource({
        "2000-06-21, 2",
        "2005-02-28, 2",
        "2014-06-09, 7",
        "2020-08-31, 4",
    })
    void theSplitsOfAppleVanish(LocalDate day, double ratio) {
        BarSeries raw = BarFile.load(SharedData.require("equity_aapl_1d.csv")).series();
        BarSeries adjusted =
                FactorFile.read(SharedData.require("equity_aapl_factors.csv")).adjust(raw);
        int at = indexOf(raw, day);

        double rawMove = raw.closeValue(at) / raw.closeValue(at - 1);
        double adjustedMove = adjusted.closeValue(at) / adjusted.closeValue(at - 1);

        assertThat(1 / rawMove).isBetween(ratio * 0.9, ratio * 1.1);
        assertThat(adjustedMove).isCloseTo(rawMove * ratio, within(0.001)).isBetween(0.85, 1.15);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "2024-01-02,0.9 => line 2: must have at least 3 fields",
                "someday,0.9,1 => line 2: field 'date' must be a day such as 2024-01-31",
                "2024-01-02,0,1 => line 2: field 'price_factor' must be a number above 0",
                "2024-01-02,1,x => line 2: field 'split_factor' must be a number above 0",
            })
    void refusesWhatIsNoFactor(String row, String complaint) {
        assertThatExceptionOfType(MarketDataException.class)
                .isThrownBy(() -> file("date,price_factor,split_factor\n" + row + "\n"))
                .withMessage("factors.csv " + complaint);
    }

    @Test
    void refusesDatesThatDoNotRise() {
        assertThatExceptionOfType(MarketDataException.class)
                .isThrownBy(() ->
                        file("date,price_factor,split_factor\n2024-01-02,1,1\n2024-01-02,1,1\n"))
                .withMessage(
                        "factors.csv line 3: field 'date' must be after the line before, was"
                                + " 2024-01-02");
    }

    private FactorFile file(String text) throws IOException {
        return FactorFile.read(Files.writeString(folder.resolve("factors.csv"), text));
    }

    private static BarSeries days(int... closes) {
        BarFormat format = new BarFormat(Timeframe.D1, 0, 0);
        BarSeries.Builder series = BarSeries.builder(format);
        long day = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
        for (int close : closes) {
            series.add(new Bar(format, day, close, close, close, close, 1_000));
            day += 86_400_000;
        }
        return series.build();
    }

    private static int indexOf(BarSeries series, LocalDate day) {
        long millis = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        for (int i = 0; i < series.size(); i++) {
            if (series.openMillis(i) == millis) {
                return i;
            }
        }
        throw new IllegalArgumentException("no bar of " + day);
    }
}
