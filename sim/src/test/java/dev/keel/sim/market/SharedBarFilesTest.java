package dev.keel.sim.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.market.BarSeries;
import dev.keel.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every bar file of the shared data loads, and is as the data's own MANIFEST.md describes it. */
class SharedBarFilesTest {
    private static final Pattern QUIRKS =
            Pattern.compile(
                    "gaps (\\d+) \\((\\d+) bars missing, longest (?:(\\d+) days?, )?(\\d+):(\\d+):(\\d+)\\)"
                            + ".*zero-volume bars (\\d+); flat bars (\\d+)");
    private static final Pattern PERIOD = Pattern.compile("period: (\\S+) \\.\\. (\\S+), rows: ([\\d,]+)");

    @ParameterizedTest
    @CsvSource({
        "crypto_ethusd_coinbase_1d.csv, 1d",
        "crypto_btcperp_1m.csv.gz, 1m",
        "crypto_ethbtc_5m.csv, 5m",
        "crypto_ltcbtc_5m.csv, 5m",
        "crypto_xmrbtc_5m.csv, 5m",
        "forex_eurusd_oanda_1h.csv.gz, 1h",
        "forex_usdjpy_fxcm_1m.csv.gz, 1m",
        "equity_aapl_1d.csv, 1d",
        "equity_spy_1d.csv, 1d",
        "equity_spy_1m.csv, 1m",
    })
    void isAsTheManifestSays(String name, String timeframe) throws IOException {
        String manifest = manifestOf(name);

        LoadedBars loaded = BarFile.load(SharedData.require(name));

        BarSeries series = loaded.series();
        MatchResult period = find(PERIOD, manifest);
        assertThat(series.format().timeframe()).hasToString(timeframe);
        assertThat(series.bar(0).openTime()).hasToString(period.group(1));
        assertThat(series.bar(series.size() - 1).openTime()).hasToString(period.group(2));
        assertThat(loaded.quality()).isEqualTo(quality(period, find(QUIRKS, manifest)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "equity_aapl_factors.csv",
                "trades_spy_20131011.csv.gz",
                "trades_btcusdt_binancefut_20240808.csv",
                "quotes_btcusdt_binancefut_20240808.csv.gz"
            })
    void refusesFilesThatHoldNoBars(String name) {
        Path file = SharedData.require(name);

        assertThatThrownBy(() -> BarFile.load(file))
                .isInstanceOf(MarketDataException.class)
                .hasMessageStartingWith(name + " line 1: header must be");
    }

    private static DataQuality quality(MatchResult period, MatchResult quirks) {
        String days = quirks.group(3);
        Duration longest =
                Duration.ofDays(days == null ? 0 : Long.parseLong(days))
                        .plusHours(Long.parseLong(quirks.group(4)))
                        .plusMinutes(Long.parseLong(quirks.group(5)))
                        .plusSeconds(Long.parseLong(quirks.group(6)));
        return new DataQuality(
                Integer.parseInt(period.group(3).replace(",", "")),
                Integer.parseInt(quirks.group(1)),
                Long.parseLong(quirks.group(2)),
                longest,
                0,
                Integer.parseInt(quirks.group(8)),
                Integer.parseInt(quirks.group(7)));
    }

    private static MatchResult find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.toMatchResult();
    }

    private static String manifestOf(String name) throws IOException {
        String manifest = Files.readString(SharedData.require("MANIFEST.md"));
        int start = manifest.indexOf("## " + name + "\n");
        assertThat(start).as(name + " in the manifest").isNotNegative();
        int end = manifest.indexOf("\n## ", start);
        return manifest.substring(start, end < 0 ? manifest.length() : end);
    }
}
