package dev.keel.sim.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.testkit.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every bar file of the shared data loads, and is as the data's own MANIFEST.md describes it. */
class SharedBarFilesTest {
    private static final Pattern QUIRKS =
            Pattern.compile(
                    "gaps (\\d+) \\((\\d+) bars missing, longest (?:(\\d+) days?, )?(\\d+):(\\d+):(\\d+)\\)"
                            + ".*zero-volume bars (\\d+); flat bars (\\d+)");
    private static final Pattern PERIOD =
            Pattern.compile("period: (\\S+) \\.\\. (\\S+), rows: ([\\d,]+)");

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
        assertThat(loaded.quality())
                .isEqualTo(quality(period, find(QUIRKS, manifest), roundedVolumes(name)));
    }

    /** The oracle reads the text with the JDK's own classes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "crypto_btcperp_1m.csv.gz",
                "crypto_xmrbtc_5m.csv",
                "forex_eurusd_oanda_1h.csv.gz",
                "equity_spy_1m.csv"
            })
    void holdsTheNumbersOfTheText(String name) throws IOException {
        Path file = SharedData.require(name);

        BarSeries series = BarFile.load(file).series();

        List<String> lines = lines(file);
        assertThat(series.size()).isEqualTo(lines.size() - 1);
        for (int i = 0; i < series.size(); i++) {
            String[] fields = lines.get(i + 1).split(",", -1);
            Bar bar = series.bar(i);
            int volumeDecimals = series.format().volumeDecimals();
            BigDecimal volume =
                    new BigDecimal(fields[5]).setScale(volumeDecimals, RoundingMode.HALF_EVEN);
            assertThat(bar.openTime()).isEqualTo(Instant.parse(fields[0]));
            assertThat(bar.openPrice()).isEqualTo(Price.of(fields[1]));
            assertThat(bar.highPrice()).isEqualTo(Price.of(fields[2]));
            assertThat(bar.lowPrice()).isEqualTo(Price.of(fields[3]));
            assertThat(bar.closePrice()).isEqualTo(Price.of(fields[4]));
            assertThat(bar.volumeQuantity()).isEqualTo(new Quantity(volume));
        }
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

    /** Six volumes of one file are sums of doubles, with eleven decimals. */
    private static int roundedVolumes(String name) {
        return name.equals("crypto_btcperp_1m.csv.gz") ? 6 : 0;
    }

    private static DataQuality quality(MatchResult period, MatchResult quirks, int roundedVolumes) {
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
                Integer.parseInt(quirks.group(7)),
                roundedVolumes);
    }

    private static List<String> lines(Path file) throws IOException {
        boolean packed = file.toString().endsWith(".gz");
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = packed ? new GZIPInputStream(raw) : raw) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
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
