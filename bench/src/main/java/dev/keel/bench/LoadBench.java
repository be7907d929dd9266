package dev.keel.bench;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.sim.data.ColumnarFile;
import dev.keel.sim.data.SourceKey;
import dev.keel.sim.market.BarFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How fast bars are loaded from CSV and from the columnar form, beside reading the same bytes and
 * adding them up.
 */
final class LoadBench {
    private static final double MEGA = 1e6;

    private final Path file;
    private final int leastBars;
    private final int rounds;

    /**
     * Sets the benchmark up.
     *
     * @param leastBars the file is written end to end until there are at least as many bars
     * @param rounds measurements of each side; the best counts
     */
    LoadBench(Path file, int leastBars, int rounds) {
        this.file = file;
        this.leastBars = leastBars;
        this.rounds = rounds;
    }

    BenchResult run() {
        try {
            Path folder = Files.createTempDirectory("keel-load");
            Path csv = folder.resolve("bars.csv");
            Path columnar = folder.resolve("bars.bars");
            try {
                writeCsv(csv, BarFile.load(file).series());
                BarSeries bars = BarFile.load(csv).series();
                ColumnarFile.write(columnar, new ColumnarFile.Content(bars, SourceKey.of(csv), 0));
                return result(bars.size(), measureCsv(csv), measureColumnar(columnar));
            } finally {
                Files.deleteIfExists(csv);
                Files.deleteIfExists(columnar);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The best times in seconds, and the bytes that were read. */
    private record Measured(double ours, double limit, long bytes) {}

    private BenchResult result(int bars, Measured csv, Measured columnar) {
        return new BenchResult(
                "load",
                "MB per second",
                "bars read, checked and ready to be used, against reading the same bytes from the page"
                        + " cache and adding them up, on one core; best of "
                        + rounds,
                Machine.here(),
                List.of(
                        scenario(String.format(Locale.ROOT, "CSV, %,d bars", bars), bars, csv),
                        scenario(
                                String.format(Locale.ROOT, "columnar, %,d bars", bars),
                                bars,
                                columnar)));
    }

    private static BenchResult.Scenario scenario(String name, int bars, Measured measured) {
        double millisPerMillion = measured.ours * 1e3 * MEGA / bars;
        return new BenchResult.Scenario(
                name,
                measured.bytes / MEGA / measured.ours,
                measured.bytes / MEGA / measured.limit,
                String.format(Locale.ROOT, "a million bars in %.0f ms", millisPerMillion),
                Map.of("millisPerMillionBars", millisPerMillion));
    }

    private Measured measureCsv(Path csv) throws IOException {
        return measure(csv, () -> BarFile.load(csv).series());
    }

    private Measured measureColumnar(Path columnar) throws IOException {
        return measure(columnar, () -> ColumnarFile.read(columnar).series());
    }

    private interface Loading {
        BarSeries load();
    }

    private Measured measure(Path data, Loading loading) throws IOException {
        double ours = Double.MAX_VALUE;
        double limit = Double.MAX_VALUE;
        long sum = 0;
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            int size = loading.load().size();
            long middle = System.nanoTime();
            sum += bytesOf(data);
            long end = System.nanoTime();
            if (size < leastBars) {
                throw new IllegalStateException("only " + size + " bars were loaded");
            }
            ours = Math.min(ours, (middle - start) / 1e9);
            limit = Math.min(limit, (end - middle) / 1e9);
        }
        if (sum == 0) {
            throw new IllegalStateException("the bytes add up to nothing");
        }
        return new Measured(ours, limit, Files.size(data));
    }

    private static long bytesOf(Path data) throws IOException {
        byte[] chunk = new byte[1 << 16];
        long sum = 0;
        try (InputStream in = Files.newInputStream(data)) {
            int count;
            while ((count = in.read(chunk)) > 0) {
                for (int i = 0; i < count; i++) {
                    sum += chunk[i];
                }
            }
        }
        return sum;
    }

    /** The series end to end, each copy right after the one before. */
    private void writeCsv(Path csv, BarSeries once) throws IOException {
        long span =
                once.openMillis(once.size() - 1)
                        - once.openMillis(0)
                        + once.format().timeframe().toMillis();
        try (BufferedWriter out = Files.newBufferedWriter(csv)) {
            out.write("timestamp,open,high,low,close,volume\n");
            int written = 0;
            for (int copy = 0; written < leastBars; copy++) {
                for (int i = 0; i < once.size(); i++, written++) {
                    Bar bar = once.bar(i);
                    out.write(
                            bar.openTime().plusMillis(copy * span)
                                    + ","
                                    + bar.openPrice()
                                    + ","
                                    + bar.highPrice()
                                    + ","
                                    + bar.lowPrice()
                                    + ","
                                    + bar.closePrice()
                                    + ","
                                    + bar.volumeQuantity()
                                    + "\n");
                }
            }
        }
    }
}
