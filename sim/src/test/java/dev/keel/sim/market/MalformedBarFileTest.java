package dev.keel.sim.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedBarFileTest {
    private static final String GOOD = "2024-01-01T00:00:00Z,1.5,2.5,1,2,10";

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "2024-01-01T00:01:00Z,1,abc,1,1,1 | 'high' must be a decimal number, was 'abc'",
                "2024-01-01T00:01:00Z,1,2,1,1, | 'volume' must be a decimal number, was ''",
                "2024-01-01T00:01:00Z,1e5,2,1,1,1 | 'open' must be a decimal number, was '1e5'",
                "2024-01-01T00:01:00Z,+1,2,1,1,1 | 'open' must be a decimal number, was '+1'",
                "2024-01-01T00:01:00Z, 1,2,1,1,1 | 'open' must be a decimal number, was ' 1'",
                "2024-01-01T00:01:00Z,1.,2,1,1,1 | 'open' must be a decimal number, was '1.'",
                "2024-01-01T00:01:00Z,.5,2,1,1,1 | 'open' must be a decimal number, was '.5'",
                "2024-01-01T00:01:00Z,1.5.2,2,1,1,1 | 'open' must be a decimal number, was '1.5.2'",
                "2024-01-01T00:01:00Z,NaN,2,1,1,1 | 'open' must be a decimal number, was 'NaN'",
                "2024-01-01T00:01:00Z,-,2,1,1,1 | 'open' must be a decimal number, was '-'",
                "2024-01-01T00:01:00Z,-1,2,1,1,1 | 'open' must be above 0, was '-1'",
                "2024-01-01T00:01:00Z,1,2,0.00,1,1 | 'low' must be above 0, was '0.00'",
                "2024-01-01T00:01:00Z,1,2,1,1,-3.5 | 'volume' must not be negative, was '-3.5'",
                "2024-01-01T00:01:00Z,5,4,6,5,1 | 'high' must not be below low, was '4'",
                "2024-01-01T00:01:00Z,5,5.5,4,6,1 | 'high' must not be below open or close, was '5.5'",
                "2024-01-01T00:01:00Z,5,7,5.5,6,1 | 'low' must not be above open or close, was '5.5'",
                "2024-01-01T00:01:00Z,1,2,1 | 'close' must be there, but the line has only 4 of the fields",
                "2024-01-01T00:01:00Z | 'open' must be there, but the line has only 1 of the fields",
            })
    void namesFileLineAndField(String line, String expected) {
        Path file = Bars.file(folder, GOOD, line);

        assertThatThrownBy(() -> BarFile.load(file))
                .isInstanceOf(MarketDataException.class)
                .hasMessage("bars.csv line 3: field " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "",
                "2024-01-01",
                "2024-01-01T00:01:00",
                "2024-01-01 00:01:00Z",
                "2024-02-30T00:00:00Z",
                "2024-01-01T25:00:00Z",
                "2024-01-01T00:60:00Z",
                "2024-13-01T00:00:00Z",
                "2024-01-01T00:01:00.0005Z",
                "+12024-01-01T00:01:00Z",
                "1704067260000"
            })
    void refusesWhatIsNoTime(String time) {
        Path file = Bars.file(folder, GOOD, time + ",1,2,1,1,1");

        assertThatThrownBy(() -> BarFile.load(file))
                .isInstanceOf(MarketDataException.class)
                .hasMessage(
                        "bars.csv line 3: field 'timestamp' must be a UTC time in whole milliseconds such as"
                                + " 2024-01-31T23:59:00Z, was '"
                                + time
                                + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-01-01T00:00:00Z", "2023-12-31T23:59:00Z"})
    void refusesTimesThatDoNotIncrease(String time) {
        Path file = Bars.file(folder, GOOD, time + ",1,2,1,1,1");

        assertThatThrownBy(() -> BarFile.load(file))
                .isInstanceOf(MarketDataException.class)
                .hasMessage(
                        "bars.csv line 3: field 'timestamp' must be after the line before, 2024-01-01T00:00:00Z,"
                                + " was '"
                                + time
                                + "'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9223372036854775808 | must fit 64 bits without its point",
                "9223372036854775.8089 | must fit 64 bits without its point",
                "0.1234567890123456789 | must have at most 18 decimals",
            })
    void refusesNumbersThatDoNotFit(String number, String expected) {
        String volume = GOOD.replace(",10", "," + number);
        String price = GOOD.replace(",2.5,", "," + number + ",");

        assertThatThrownBy(() -> BarFile.load(Bars.file(folder, volume)))
                .isInstanceOf(MarketDataException.class)
                .hasMessage(
                        "bars.csv line 2: field 'volume' " + expected + ", was '" + number + "'");
        assertThatThrownBy(() -> BarFile.load(Bars.file(folder, price)))
                .isInstanceOf(MarketDataException.class)
                .hasMessage("bars.csv line 2: field 'high' " + expected + ", was '" + number + "'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.25 | 9223372036854775807 | must fit 64 bits at the file's 2 decimals",
                "92 | 1.123456789012345678 | must have fewer decimals, with 18 line 2 does not fit 64 bits",
            })
    void refusesPricesThatDoNotFitTogether(String first, String second, String expected) {
        Path file =
                Bars.file(
                        folder,
                        "2024-01-01T00:00:00Z,%1$s,%1$s,%1$s,%1$s,1".formatted(first),
                        "2024-01-01T00:01:00Z,%1$s,%1$s,%1$s,%1$s,1".formatted(second));

        assertThatThrownBy(() -> BarFile.load(file))
                .isInstanceOf(MarketDataException.class)
                .hasMessage("bars.csv line 3: field 'open' " + expected + ", was '" + second + "'");
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807, 1", "0.25, 9223372036854775807", "9223372036854775807, 0.5"})
    void refusesVolumesWhoseSumDoesNotFit(String first, String second) {
        Path file =
                Bars.file(
                        folder,
                        "2024-01-01T00:00:00Z,1,2,1,1," + first,
                        "2024-01-01T00:01:00Z,1,2,1,1," + second);

        assertThatThrownBy(() -> BarFile.load(file))
                .isInstanceOf(MarketDataException.class)
                .hasMessageMatching(
                        "bars.csv line [23]: field 'volume' must fit 64 bits together with the volumes of all"
                                + " other lines");
    }

    @Test
    void refusesPricesThatNoLongerFitBesideAFinerOneInTheSameLine() {
        Path file = Bars.file(folder, "2024-01-01T00:00:00Z,10,10,9,9.000000000000000001,1");

        assertThatThrownBy(() -> BarFile.load(file))
                .isInstanceOf(MarketDataException.class)
                .hasMessage(
                        "bars.csv line 2: field 'close' must have fewer decimals, with 18 line 2 does not fit 64"
                                + " bits, was '9.000000000000000001'");
    }

    @Test
    void acceptsTheGreatestLong() {
        Path file =
                Bars.file(
                        folder,
                        "2024-01-01T00:00:00Z,1,2,1,1,922337203685.4775807",
                        "2024-01-01T00:01:00Z,1,2,1,1,0");

        assertThat(BarFile.load(file).series().bar(0).volume()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void refusesAnotherHeader() {
        Path file =
                Bars.write(folder, "timestamp,price,quantity,side\n2024-01-01T00:00:00Z,1,2,BUY\n");

        assertThatThrownBy(() -> BarFile.load(file))
                .isInstanceOf(MarketDataException.class)
                .hasMessage(
                        "bars.csv line 1: header must be 'timestamp,open,high,low,close,volume', was"
                                + " 'timestamp,price,quantity,side'");
    }

    @Test
    void refusesALineWithTooManyFields() {
        Path file = Bars.file(folder, GOOD + ",7");

        assertThatThrownBy(() -> BarFile.load(file))
                .isInstanceOf(MarketDataException.class)
                .hasMessage("bars.csv line 2: must have 6 fields, was 7");
    }

    @Test
    void refusesABlankLine() {
        Path file = Bars.file(folder, GOOD, "", "2024-01-01T00:01:00Z,1,2,1,1,1");

        assertThatThrownBy(() -> BarFile.load(file))
                .isInstanceOf(MarketDataException.class)
                .hasMessage("bars.csv line 3: must have 6 fields, was blank");
    }

    @Test
    void refusesALineOfEndlessBytes() {
        Path file = Bars.file(folder, GOOD, "9".repeat(200_000));

        assertThatThrownBy(() -> BarFile.load(file))
                .isInstanceOf(MarketDataException.class)
                .hasMessage("bars.csv line 3: must have at most 1024 bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | must not be empty",
                "timestamp,open,high,low,close,volume | must have bars, has only a header"
            })
    void refusesFilesWithoutBars(String text, String expected) {
        assertThatThrownBy(() -> BarFile.load(Bars.write(folder, text)))
                .isInstanceOf(MarketDataException.class)
                .hasMessage("bars.csv: " + expected);
        assertThatThrownBy(() -> BarFile.load(Bars.write(folder, Bars.gzip(text))))
                .isInstanceOf(MarketDataException.class)
                .hasMessage("bars.csv: " + expected);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        String text = BarFileParser.HEADER + "\n2024-01-01T00:00:00Z,1,\u00ff\u00fe2,1,1,1\n";
        Path file = Bars.write(folder, text.getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> BarFile.load(file))
                .isInstanceOf(MarketDataException.class)
                .hasMessageStartingWith("bars.csv line 2: field 'high' must be UTF-8 text, was ");
    }

    @Test
    void keepsItsMessageOnOneShortPrintableLine() {
        Path file =
                Bars.file(
                        folder,
                        "2024-01-01T00:00:00Z,\u0007\u001b[31m\rX" + "y".repeat(500) + ",2,1,1,1");

        MarketDataException thrown =
                catchThrowableOfType(MarketDataException.class, () -> BarFile.load(file));

        assertThat(thrown.getMessage()).matches("[ -~]*").hasSizeLessThan(200);
    }

    @Test
    void tellsLineAndFieldApartFromTheMessage() {
        Path file = Bars.file(folder, GOOD, "2024-01-01T00:01:00Z,1,2,1,x,1");

        MarketDataException thrown =
                catchThrowableOfType(MarketDataException.class, () -> BarFile.load(file));

        assertThat(thrown.file()).isEqualTo("bars.csv");
        assertThat(thrown.line()).hasValue(3);
        assertThat(thrown.field()).contains("close");
    }

    @Test
    void refusesMissingFilesAndFolders() {
        Path missing = folder.resolve("nowhere.csv");

        assertThatThrownBy(() -> BarFile.load(missing))
                .isInstanceOf(MarketDataException.class)
                .hasMessage(missing + ": no such file");
        assertThatThrownBy(() -> BarFile.load(folder))
                .isInstanceOf(MarketDataException.class)
                .hasMessageStartingWith(folder + ": cannot be read");
    }

    @Test
    void refusesPackedDataCutAnywhere() {
        byte[] packed =
                Bars.gzip(
                        BarFileParser.HEADER + "\n" + GOOD + "\n2024-01-01T00:01:00Z,1,2,1,1,1\n");

        for (int length = 2; length < packed.length; length++) {
            Path file = Bars.write(folder, Arrays.copyOf(packed, length));
            assertThatThrownBy(() -> BarFile.load(file))
                    .isInstanceOf(MarketDataException.class)
                    .hasMessage("bars.csv: gzip data end too early");
        }
    }

    @Test
    void refusesPackedDataFollowedByAnythingElse() {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(
                Bars.gzip(
                        BarFileParser.HEADER + "\n" + GOOD + "\n2024-01-01T00:01:00Z,1,2,1,1,1\n"));
        content.writeBytes("rest".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> BarFile.load(Bars.write(folder, content.toByteArray())))
                .isInstanceOf(MarketDataException.class)
                .hasMessage(
                        "bars.csv: gzip data are broken: no gzip data where a member must start");
    }
}
