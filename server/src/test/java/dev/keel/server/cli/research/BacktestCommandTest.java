package dev.keel.server.cli.research;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.server.cli.Cli;
import dev.keel.server.cli.Cli.Outcome;
import dev.keel.sim.trial.Trial;
import dev.keel.sim.trial.TrialBook;
import dev.keel.testkit.SharedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BacktestCommandTest {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    @TempDir private Path folder;

    private Path data;

    /** Ten days whose closes go 10, 11, 12, 11, 10, 9, 10, 11, 12, 13, each day opening there. */
    @BeforeEach
    void writeData() throws IOException {
        int[] closes = {10, 11, 12, 11, 10, 9, 10, 11, 12, 13};
        StringBuilder text = new StringBuilder("timestamp,open,high,low,close,volume\n");
        int open = 10;
        for (int i = 0; i < closes.length; i++) {
            text.append(START.plus(i, ChronoUnit.DAYS)).append(',').append(open).append(',');
            text.append(Math.max(open, closes[i])).append(',');
            text.append(Math.min(open, closes[i])).append(',');
            text.append(closes[i]).append(",100\n");
            open = closes[i];
        }
        data = Files.writeString(folder.resolve("ten-days.csv"), text);
    }

    @Test
    void printsOneJsonObjectAndNothingElse() {
        Outcome outcome = cross("--format", "json", "--fee", "0", "--size", "2");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(JSON.readTree(outcome.out()).propertyNames())
                .containsExactly(
                        "strategy",
                        "bars",
                        "from",
                        "to",
                        "trades",
                        "finalEquity",
                        "metrics",
                        "intervals");
    }

    @Test
    void saysWhatWasTestedInJson() {
        JsonNode json = json(cross("--format", "json"));

        assertThat(json.get("strategy").stringValue()).isEqualTo("sma-cross");
        assertThat(json.get("bars").intValue()).isEqualTo(10);
        assertThat(json.get("from").stringValue()).isEqualTo("2024-01-01T00:00:00Z");
        assertThat(json.get("to").stringValue()).isEqualTo("2024-01-10T00:00:00Z");
    }

    /** Averages of 1 and 2: below from the 4th day on, above from the 7th on. */
    @Test
    void givesTradesWithExactNumbers() {
        JsonNode json =
                json(
                        cross(
                                "--format=json",
                                "--fee=0.001",
                                "--size=0.3",
                                "--capital=100",
                                "--fill=close",
                                "--param",
                                "fast=1",
                                "--param",
                                "slow=2"));

        JsonNode trade = json.get("trades").get(0);
        assertThat(trade.propertyNames())
                .containsExactly(
                        "entryTime",
                        "exitTime",
                        "side",
                        "quantity",
                        "entryPrice",
                        "exitPrice",
                        "fees",
                        "pnl");
        assertThat(trade.get("entryTime").stringValue()).isEqualTo("2024-01-08T00:00:00Z");
        assertThat(trade.get("side").stringValue()).isEqualTo("LONG");
        assertThat(trade.get("quantity").decimalValue()).isEqualByComparingTo("0.3");
        assertThat(trade.get("entryPrice").decimalValue()).isEqualByComparingTo("10");
        assertThat(trade.get("fees").decimalValue()).isEqualByComparingTo("0.003");
    }

    @Test
    void givesAnOpenPositionANullExitAndItsMarkedProfit() {
        JsonNode json =
                json(
                        cross(
                                "--format=json",
                                "--fee=0.001",
                                "--size=0.3",
                                "--capital=100",
                                "--fill=close",
                                "--param=fast=1",
                                "--param=slow=2"));

        JsonNode trade = json.get("trades").get(0);
        assertThat(trade.get("exitTime").isNull()).isTrue();
        assertThat(trade.get("exitPrice").isNull()).isTrue();
        // 0.3 x (13 - 10) - 0.003.
        assertThat(trade.get("pnl").decimalValue()).isEqualByComparingTo("0.897");
        assertThat(json.get("finalEquity").decimalValue()).isEqualByComparingTo("100.897");
    }

    @Test
    void givesMetricsAsNumbersOrNull() {
        JsonNode metrics = json(cross("--format", "json")).get("metrics");

        assertThat(metrics.get("trades").intValue()).isZero();
        assertThat(metrics.get("winRate").isNull()).isTrue();
        assertThat(metrics.get("cagr").isNull()).isTrue();
        assertThat(metrics.get("maxDrawdown").decimalValue()).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(metrics.get("marketReturn").decimalValue()).isEqualByComparingTo("0.3");
    }

    @Test
    void writesNumbersWithoutExponents() {
        Outcome outcome =
                Cli.keel(
                        "backtest",
                        "--data=" + data,
                        "--strategy=buy-and-hold",
                        "--capital=100000000000000000000",
                        "--size=0.00000001",
                        "--format=json");

        assertThat(outcome.out()).doesNotContainPattern("[0-9][eE][-+]?[0-9]");
        assertThat(json(outcome).get("trades").get(0).get("quantity").decimalValue())
                .isEqualByComparingTo("0.00000001");
    }

    @Test
    void cutsTheBarsHalfOpen() {
        JsonNode json =
                json(cross("--format=json", "--from=2024-01-03", "--to=2024-01-06T00:00:00Z"));

        assertThat(json.get("bars").intValue()).isEqualTo(3);
        assertThat(json.get("from").stringValue()).isEqualTo("2024-01-03T00:00:00Z");
        assertThat(json.get("to").stringValue()).isEqualTo("2024-01-05T00:00:00Z");
    }

    @Test
    void printsATableForPeople() {
        Outcome outcome = cross("--param=fast=1", "--param=slow=2", "--fill=close");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains(
                        "sma-cross on ten-days.csv (fast 1, slow 2)",
                        "10 bars of 1d, 2024-01-01 00:00 to 2024-01-11 00:00 UTC",
                        "Gained ",
                        "Holding ten-days over the same time: 30.00 % before fees.",
                        "Greatest drawdown",
                        "still open");
    }

    @Test
    void explainsWhatIsNotKnown() {
        assertThat(cross().out()).containsPattern("Win rate +-  \\(no trade was closed\\)");
    }

    @Test
    void writesTheReport() throws IOException {
        Path out = folder.resolve("new/report");

        Outcome outcome = cross("--out", out.toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("Report: " + out.resolve("report.html"));
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files).hasSize(3);
        }
        assertThat(out.resolve("report.html")).content().contains("sma-cross on ten-days.csv");
    }

    @Test
    void keepsStandardOutputToTheJsonWhereAReportIsWrittenToo() {
        Outcome outcome = cross("--format=json", "--out", folder.resolve("r").toString());

        assertThat(json(outcome).get("bars").intValue()).isEqualTo(10);
        assertThat(folder.resolve("r/trades.csv")).isRegularFile();
    }

    @Test
    void printsNothingWhereTheReportCannotBeWritten() {
        Outcome outcome = cross("--format=json", "--out", data.toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("keel: --out " + data).hasLineCount(1);
    }

    @Test
    void listsStrategiesAndTheirParametersInItsHelp() {
        Outcome outcome = Cli.keel("backtest", "--help");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("buy-and-hold", "ehlers-trend", "sma-cross")
                .contains("fast: bars of the fast average")
                .contains(
                        "slow: bars of the slow average (whole number from 2 to 10000, default 30)");
        assertThat(outcome.out().lines().map(String::length)).allMatch(width -> width <= 80);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "--capital=abc => '--capital': must be a decimal number",
                "--capital=0 => --capital: capital must be above 0, was 0",
                "--capital=-5 => --capital: capital must be above 0, was -5",
                "--capital=1e99 => '--capital': must be a number of at most 40 digits",
                "--capital=0.0000000000000000001 => --capital: amount must have at most 18 decimals",
                "--fee=1 => --fee: ",
                "--fee=-0.001 => --fee: taker fee must be from 0 to below 1, was -0.001",
                "--fee=x => '--fee': must be a decimal number such as 0.001, was 'x'",
                "--size=some => --size: quantity must be a decimal number, was 'some'",
                "--size=0 => --size: size must be all or above 0, was 0",
                "--size=-1 => --size: quantity must not be negative, was -1",
                "--size=0.000000001 => --size: size must be a multiple of the lot 0.00000001",
                "--fill=open => '--fill': must be next-open or close, was 'open'",
                "--slippage=1 => --slippage: slippage fraction must be from 0 to below 1, was 1",
                "--slippage=-0.1 => --slippage: slippage fraction must be from 0 to below 1",
                "--from=yesterday => '--from': must be a day such as 2024-01-31",
                "--to=2024-02-30 => '--to': must be a day such as 2024-01-31",
                "--from=2024-01-05T10:00 => '--from': must be a day such as 2024-01-31",
                "--from=2025-01-01 => --from and --to leave no bar: the file's open from 2024-01-01",
                "--to=2024-01-01 => --from and --to leave no bar",
                "--tick=0 => --tick: price must be above 0, was 0",
                "--tick=5 => --tick: prices must be multiples of the tick 5, the bar of 2024-01-02",
                "--lot=0 => --lot: lot must be above 0, was 0",
                "--lot=-1 => --lot: quantity must not be negative, was -1",
                "--min-notional=-1 => --min-notional: minimum must not be negative, was -1",
                "--format=xml => '--format': must be table or json, was 'xml'",
                "--param=fast => --param must be NAME=VALUE, was 'fast'",
                "--param==3 => --param must be NAME=VALUE, was '=3'",
                "--param=fast=3.5 => --param: parameter 'fast' must be a whole number",
                "--param=fast=0 => --param: parameter 'fast' must be a whole number from 1 to 9999",
                "--param=fast=x => --param: parameter 'fast' must be a number, was 'x'",
                "--param=fast=30 => --param: parameter 'fast' must be less than 'slow'",
                "--param=medium=3 => --param: parameter 'medium' is unknown, known are [fast, slow]",
                "--speed=3 => Unknown option: '--speed=3'",
                "more => Unmatched argument at index 5: 'more'",
            })
    void refusesWhatIsTypedWrongly(String argument, String complaint) {
        Outcome outcome = cross(argument);

        assertRefused(outcome, complaint);
    }

    @Test
    void refusesTimesInTheWrongOrder() {
        Outcome outcome = cross("--from=2024-01-05", "--to=2024-01-05");

        assertRefused(outcome, "--from must be before --to");
    }

    @Test
    void refusesAParameterGivenTwice() {
        assertRefused(cross("--param=fast=1", "--param=fast=2"), "--param gives 'fast' twice");
    }

    @Test
    void refusesAnOptionGivenTwice() {
        assertRefused(cross("--fee=0", "--fee=1"), "'--fee' (RATE)");
    }

    @Test
    void namesTheStrategiesThatThereAre() {
        Outcome outcome = Cli.keel("backtest", "--data", data.toString(), "--strategy", "get-rich");

        assertRefused(
                outcome,
                "--strategy: strategy 'get-rich' is unknown, known are"
                        + " [buy-and-hold, ehlers-trend, sma-cross]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--data", "--strategy"})
    void needsDataAndAStrategy(String missing) {
        List<String> arguments = new ArrayList<>(List.of("backtest"));
        if (!missing.equals("--data")) {
            arguments.addAll(List.of("--data", data.toString()));
        }
        if (!missing.equals("--strategy")) {
            arguments.addAll(List.of("--strategy", "sma-cross"));
        }

        assertRefused(Cli.keel(arguments.toArray(String[]::new)), missing);
    }

    @Test
    void failsWithoutTheFile() {
        Outcome outcome =
                Cli.keel("backtest", "--data=" + folder + "/none.csv", "--strategy=sma-cross");

        assertFailed(outcome, "none.csv: no such file");
    }

    @Test
    void namesLineAndFieldOfAMalformedFile() throws IOException {
        Files.writeString(
                data,
                Files.readString(data)
                        .replace("2024-01-04T00:00:00Z,12", "2024-01-04T00:00:00Z,x"));

        Outcome outcome = cross();

        assertFailed(outcome, "ten-days.csv line 5: field 'open'");
    }

    @Test
    void testsTheExampleOfTheReadme() {
        Path file = SharedData.require("crypto_ethusd_coinbase_1d.csv");

        JsonNode json =
                json(
                        Cli.keel(
                                "backtest",
                                "--data=" + file,
                                "--strategy=sma-cross",
                                "--param=fast=10",
                                "--param=slow=30",
                                "--capital=1000000",
                                "--fee=0.001",
                                "--format=json"));

        // EXPECTED_sma10_30.csv: 58 buys, 57 sells, 1,549,609,312, drawdown 0.56327693.
        assertThat(json.get("trades").size()).isEqualTo(58);
        assertThat(json.get("finalEquity").decimalValue().toBigInteger()).isEqualTo("1549609311");
        assertThat(json.get("metrics").get("maxDrawdown").decimalValue().toPlainString())
                .startsWith("0.56327692");
    }

    @Test
    void chargesConservativeCostsUnlessToldOtherwise() {
        JsonNode usual =
                json(cross("--format=json", "--fill=close", "--param=fast=1", "--param=slow=2"));
        JsonNode free =
                json(
                        cross(
                                "--format=json",
                                "--fill=close",
                                "--param=fast=1",
                                "--param=slow=2",
                                "--costs=none"));
        JsonNode byHand =
                json(
                        cross(
                                "--format=json",
                                "--fill=close",
                                "--param=fast=1",
                                "--param=slow=2",
                                "--fee=0"));

        // 10 x (1 + 0.0002 + 0.0003).
        assertThat(usual.get("trades").get(0).get("entryPrice").decimalValue())
                .isEqualByComparingTo("10.005");
        assertThat(usual.get("trades").get(0).get("fees").decimalValue()).isPositive();
        assertThat(free.get("trades").get(0).get("entryPrice").decimalValue())
                .isEqualByComparingTo("10");
        assertThat(free.get("trades").get(0).get("fees").decimalValue()).isZero();
        assertThat(byHand.get("finalEquity")).isEqualTo(free.get("finalEquity"));
    }

    @Test
    void stressesWithTwiceTheCosts() {
        JsonNode json =
                json(
                        cross(
                                "--format=json",
                                "--stress",
                                "--fill=close",
                                "--param=fast=1",
                                "--param=slow=2"));
        Outcome table = cross("--stress", "--fill=close", "--param=fast=1", "--param=slow=2");

        assertThat(json.get("stressed").get("finalEquity").decimalValue())
                .isLessThan(json.get("finalEquity").decimalValue());
        assertThat(table.out())
                .contains("Costs, conservative: fee 0.1 %", "as given", "costs doubled");
    }

    @Test
    void readsCostsFromAFile() throws IOException {
        Path costs = Files.writeString(folder.resolve("my.costs"), "fee.taker = x\n");

        assertFailed(cross("--costs=" + costs), "my.costs line 1: field 'fee.taker'");
    }

    @Test
    void testsSeveralFilesOnOneAccount() throws IOException {
        Path other = Files.copy(data, folder.resolve("other.csv"));
        JsonNode json =
                json(
                        cross(
                                "--data=" + other,
                                "--timeframe=1d",
                                "--timeframe=2d",
                                "--format=json",
                                "--fill=close",
                                "--param=fast=1",
                                "--param=slow=2"));

        assertThat(json.get("markets")).hasSize(2);
        assertThat(json.get("markets").get(1).get("symbol").stringValue()).isEqualTo("other");
        assertThat(json.get("markets").get(0).get("tradedAt")).hasSize(2);
        assertThat(json.get("trades").get(0).get("symbol").stringValue()).isEqualTo("ten-days");
    }

    @Test
    void countsATrialOnEveryMarketOfAnAccount() throws IOException {
        Path other = Files.copy(data, folder.resolve("other.csv"));
        Path trials = folder.resolve("trials");

        cross("--data=" + other, "--data-dir=" + trials, "--param=fast=1", "--param=slow=2");

        assertThat(new TrialBook(trials).read().trials())
                .extracting(Trial::symbol)
                .containsExactly("ten-days", "other");
    }

    @Test
    void testsAtAHigherTimeframe() {
        assertThat(json(cross("--timeframe=2d", "--format=json")).get("bars").intValue())
                .isBetween(4, 5);
        assertRefused(
                cross("--timeframe=1h"), "--timeframe: target timeframe must be a multiple of 1d");
    }

    private Outcome cross(String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of("backtest", "--data", data.toString(), "--strategy", "sma-cross"));
        arguments.addAll(List.of(more));
        return Cli.keel(arguments.toArray(String[]::new));
    }

    private static void assertRefused(Outcome outcome, String complaint) {
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .startsWith("keel: ")
                .contains(complaint)
                .endsWith("; see keel backtest --help" + System.lineSeparator())
                .hasLineCount(1);
    }

    private static void assertFailed(Outcome outcome, String complaint) {
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("keel: ").contains(complaint).hasLineCount(1);
    }

    private static JsonNode json(Outcome outcome) {
        assertThat(outcome.err()).isEmpty();
        return JSON.readTree(outcome.out());
    }
}
