package dev.keel.sim.market;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Bars and bar files for tests. */
final class Bars {
    static final BarFormat MINUTES = new BarFormat(Timeframe.M1, 2, 0);
    static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private Bars() {}

    /** The bar that opens so many minutes after the start. */
    static Bar minute(int minute, long open, long high, long low, long close, long volume) {
        long millis = START.plusSeconds(60L * minute).toEpochMilli();
        return new Bar(MINUTES, millis, open, high, low, close, volume);
    }

    static Bar flatMinute(int minute, long price) {
        return minute(minute, price, price, price, price, 1);
    }

    static BarSeries series(Bar first, Bar... more) {
        BarSeries.Builder series = BarSeries.builder(first.format()).add(first);
        for (Bar bar : more) {
            series.add(bar);
        }
        return series.build();
    }

    static List<Bar> list(BarSeries series) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            bars.add(series.bar(i));
        }
        return bars;
    }

    static String csv(BarSeries series) {
        StringBuilder text = new StringBuilder(BarFileParser.HEADER).append('\n');
        for (Bar bar : list(series)) {
            text.append(bar.openTime());
            for (long price : new long[] {bar.open(), bar.high(), bar.low(), bar.close()}) {
                text.append(',').append(plain(price, series.format().priceDecimals()));
            }
            text.append(',')
                    .append(plain(bar.volume(), series.format().volumeDecimals()))
                    .append('\n');
        }
        return text.toString();
    }

    /** Writes lines below the header, each ended by LF. */
    static Path file(Path folder, String... lines) {
        return write(folder, (BarFileParser.HEADER + "\n" + String.join("\n", lines) + "\n"));
    }

    static Path write(Path folder, String text) {
        return write(folder, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path folder, byte[] content) {
        try {
            return Files.write(folder.resolve("bars.csv"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static String plain(long unscaled, int decimals) {
        return BigDecimal.valueOf(unscaled, decimals).toPlainString();
    }
}
