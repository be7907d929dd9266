package dev.keel.sim.report;

import static dev.keel.sim.backtest.Script.bars;
import static dev.keel.sim.backtest.Script.says;
import static dev.keel.sim.backtest.Script.spot;
import static dev.keel.sim.backtest.Script.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.money.Quantity;
import dev.keel.core.signal.Direction;
import dev.keel.core.sizing.Sizing;
import dev.keel.sim.backtest.Backtest;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.backtest.BacktestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestReportTest {
    private static final BacktestResult ONE_CLOSED_ONE_OPEN =
            result(
                    Map.of(0, Direction.LONG, 1, Direction.EXIT, 2, Direction.LONG),
                    100,
                    110,
                    111,
                    120,
                    119,
                    105,
                    104,
                    95);

    @TempDir private Path folder;

    @Test
    void writesEveryTradeWithAllItsDigits() throws IOException {
        write(ONE_CLOSED_ONE_OPEN);

        assertThat(Files.readAllLines(folder.resolve("trades.csv")))
                .containsExactly(
                        "entryTime,exitTime,side,quantity,entryPrice,exitPrice,fees,pnl",
                        "2024-01-01T00:01:00Z,2024-01-01T00:02:00Z,LONG,2,111,119,4.6,11.4",
                        "2024-01-01T00:03:00Z,,LONG,2,104,,2.08,-20.08");
    }

    @Test
    void writesEquityAndDrawdownOfEveryBar() throws IOException {
        write(ONE_CLOSED_ONE_OPEN);

        assertThat(Files.readAllLines(folder.resolve("equity.csv")))
                .hasSize(5)
                .startsWith(
                        "timestamp,equity,drawdown",
                        "2024-01-01T00:01:00Z,1000,0",
                        "2024-01-01T00:02:00Z,1015.78,0")
                .last()
                .asString()
                .startsWith("2024-01-01T00:04:00Z,991.32,0.0240");
    }

    @Test
    void replacesAnEarlierReportAndLeavesNothingElse() throws IOException {
        Path inside = folder.resolve("a/b");
        BacktestReport.write(inside, "x", ONE_CLOSED_ONE_OPEN, ONE_CLOSED_ONE_OPEN.performance());
        BacktestReport.write(inside, "x", ONE_CLOSED_ONE_OPEN, ONE_CLOSED_ONE_OPEN.performance());

        try (Stream<Path> files = Files.list(inside)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("trades.csv", "equity.csv", "report.html");
        }
    }

    @Test
    void saysWhatCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "");

        assertThatThrownBy(() ->
                        BacktestReport.write(
                                file, "x", ONE_CLOSED_ONE_OPEN, ONE_CLOSED_ONE_OPEN.performance()))
                .isInstanceOf(IOException.class);
        assertThat(file).isEmptyFile();
    }

    @Test
    void saysWhatCameOfIt() throws IOException {
        String page = page(ONE_CLOSED_ONE_OPEN, "bars.csv");

        assertThat(page)
                .contains("<h1>script on bars.csv</h1>")
                .contains("Lost 0.87 %: 1,000.00 USD became 991.32 USD in 1 closed trades.")
                .contains("<td class=\"gain\">11.40</td>")
                .contains("<td class=\"text\">still open</td>")
                .contains("not known: the bars span less than 30 days")
                .contains("3 made; 2 buys, 1 sells");
    }

    @Test
    void needsNoNetworkAndRunsNoScript() throws IOException {
        String page = page(ONE_CLOSED_ONE_OPEN, "bars.csv");

        assertThat(page).doesNotContain("http:", "https:", "<script", "<link", "@import", "url(");
        assertThat(page).contains("default-src 'none'");
    }

    @Test
    void escapesWhatComesFromOutside() throws IOException {
        String page = page(ONE_CLOSED_ONE_OPEN, "<img src=x onerror=\"alert(1)\">.csv");

        assertThat(page).doesNotContain("<img").contains("&lt;img src=x onerror=&quot;alert(1)");
    }

    @Test
    void closesEveryTagItOpens() throws IOException {
        String page = page(ONE_CLOSED_ONE_OPEN, "bars.csv");

        for (String tag : new String[] {"section", "table", "tr", "td", "dl", "div", "svg", "p"}) {
            assertThat(count(page, "<" + tag + "[ >]"))
                    .as(tag)
                    .isEqualTo(count(page, "</" + tag + ">"))
                    .isPositive();
        }
    }

    @Test
    void drawsForThoseWhoCannotSeeToo() throws IOException {
        String page = page(ONE_CLOSED_ONE_OPEN, "bars.csv");

        assertThat(count(page, "<svg [^>]*role=\"img\" aria-labelledby=")).isEqualTo(3);
        assertThat(page).contains("<title id=\"price-title\">Price and trades</title>");
        assertThat(page).contains("<title id=\"equity-title\">Equity</title>");
        assertThat(page).contains("<desc id=\"drawdown-text\">At most ");
    }

    @Test
    void showsTheFirstAndLastOfManyTrades() throws IOException {
        int[] prices = new int[2_000];
        Map<Integer, Direction> everyBar = new HashMap<>();
        for (int i = 0; i < prices.length / 2; i++) {
            prices[2 * i] = 1 + i % 7;
            prices[2 * i + 1] = 1 + i % 5;
            everyBar.put(i, i % 2 == 0 ? Direction.LONG : Direction.EXIT);
        }

        String page = page(result(everyBar, prices), "bars.csv");

        assertThat(page).contains("The first and last 200 of 500 trades; trades.csv has all.");
        assertThat(count(page, "<td>\\d+</td><td class=\"text\">")).isEqualTo(400);
        assertThat(page).contains("<tr><td>200</td>", "<tr><td>301</td>", "<tr><td>500</td>");
        assertThat(page).doesNotContain("<tr><td>201</td>", "<tr><td>300</td>");
    }

    @Test
    void showsABacktestWithoutTrades() throws IOException {
        String page = page(result(Map.of(), 100, 110), "bars.csv");

        assertThat(page).contains("Neither gained nor lost").contains("There were none.");
    }

    private static BacktestResult result(Map<Integer, Direction> script, int... prices) {
        return Backtest.run(
                BacktestRequest.of(bars(prices), spot("0.01"), says(script), usd("1000"))
                        .withSizing(new Sizing.Fixed(Quantity.of("2"))));
    }

    private String page(BacktestResult result, String dataName) throws IOException {
        BacktestReport.write(folder, dataName, result, result.performance());
        return Files.readString(folder.resolve("report.html"));
    }

    private void write(BacktestResult result) throws IOException {
        BacktestReport.write(folder, "bars.csv", result, result.performance());
    }

    private static long count(String page, String pattern) {
        return Pattern.compile(pattern).matcher(page).results().count();
    }
}
