package dev.keel.server.venues;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.venues.connector.MarketData;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A venue's closed bars, page by page into a CSV file. Each page is appended as it comes; a
 * download that was cut short goes on after the last whole line. Bars are kept as the venue gives
 * them: a gap of the venue is a gap of the file.
 *
 * @param data asked for pages; blocks
 */
public record BarDownload(MarketData data, InstrumentId instrument, Timeframe timeframe) {
    private static final String HEADER = "timestamp,open,high,low,close,volume";
    private static final int PAGE = 1_000;

    /** A venue that has no bars for so many pages in a row has none any more. */
    private static final int MOST_EMPTY_PAGES = 50;

    /** How many bars there were, and how many came. */
    public record Written(long before, long downloaded) {
        public long total() {
            return before + downloaded;
        }
    }

    /**
     * Downloads; blocks.
     *
     * @param from the first bar opens no earlier
     * @param to the last bar closes no later
     * @param progress told how far it is
     * @throws IllegalArgumentException if the file is there and holds something else
     * @throws dev.keel.venues.connector.ConnectorException if the venue fails; what came stays
     */
    public Written into(Path file, Instant from, Instant to, Consumer<Instant> progress)
            throws IOException {
        Present present = present(file);
        long next =
                present.bars == 0
                        ? timeframe.startOfBar(from.toEpochMilli() + timeframe.toMillis() - 1)
                        : present.lastOpenMillis + timeframe.toMillis();
        long downloaded = 0;
        int empty = 0;
        while (next + timeframe.toMillis() <= to.toEpochMilli() && empty < MOST_EMPTY_PAGES) {
            List<Bar> page = page(next, to);
            if (page.isEmpty()) {
                // Before a market was listed, a venue answers with nothing, or with what came
                // first.
                empty++;
                next += PAGE * timeframe.toMillis();
                continue;
            }
            append(file, page);
            empty = 0;
            downloaded += page.size();
            next = page.getLast().closeMillis();
            progress.accept(page.getLast().closeTime());
        }
        return new Written(present.bars, downloaded);
    }

    private List<Bar> page(long next, Instant to) {
        return data.bars(instrument, timeframe, Instant.ofEpochMilli(next), PAGE).stream()
                .filter(bar -> bar.openMillis() >= next)
                .filter(bar -> bar.closeMillis() <= to.toEpochMilli())
                .toList();
    }

    private record Present(long bars, long lastOpenMillis) {}

    /** What the file holds; a line that was cut short is taken away. */
    private static Present present(Path file) throws IOException {
        if (!Files.exists(file)) {
            try (OutputStream created = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
                    BufferedWriter writer = writer(file, created)) {
                writer.write(HEADER + "\n");
            }
            return new Present(0, 0);
        }
        Path mended = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            Present present;
            try (OutputStream out = Files.newOutputStream(mended);
                    BufferedWriter writer = writer(file, out)) {
                present = copyWholeLines(file, writer);
            }
            Files.move(mended, file, StandardCopyOption.ATOMIC_MOVE);
            return present;
        } finally {
            Files.deleteIfExists(mended);
        }
    }

    private static Present copyWholeLines(Path file, BufferedWriter into) throws IOException {
        long bars = 0;
        long last = 0;
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                isPacked(file)
                                        ? new GZIPInputStream(Files.newInputStream(file))
                                        : Files.newInputStream(file),
                                StandardCharsets.UTF_8))) {
            if (!HEADER.equals(reader.readLine())) {
                throw new IllegalArgumentException(
                        file + " is there and holds no bars: its first line must be " + HEADER);
            }
            into.write(HEADER + "\n");
            String line;
            while ((line = wholeLine(reader)) != null && line.split(",", -1).length == 6) {
                last = openOf(file, line);
                into.write(line + "\n");
                bars++;
            }
        }
        return new Present(bars, last);
    }

    /** Null at the end, and where a line, or a packed file, was cut short. */
    private static @Nullable String wholeLine(BufferedReader reader) throws IOException {
        StringBuilder line = new StringBuilder(80);
        try {
            int character;
            while ((character = reader.read()) >= 0) {
                if (character == '\n') {
                    return line.toString();
                }
                line.append((char) character);
            }
            return null;
        } catch (EOFException | ZipException e) {
            return null;
        }
    }

    private static long openOf(Path file, String line) {
        try {
            return Instant.parse(line.substring(0, line.indexOf(','))).toEpochMilli();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    file + " is there and holds a line that is no bar: " + line, e);
        }
    }

    private static void append(Path file, List<Bar> bars) throws IOException {
        // A packed file may be made of several parts, one behind the other.
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND);
                BufferedWriter writer = writer(file, out)) {
            for (Bar bar : bars) {
                writer.write(
                        bar.openTime()
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

    private static BufferedWriter writer(Path file, OutputStream out) throws IOException {
        return new BufferedWriter(
                new OutputStreamWriter(
                        isPacked(file) ? new GZIPOutputStream(out) : out, StandardCharsets.UTF_8));
    }

    private static boolean isPacked(Path file) {
        return file.toString().endsWith(".gz");
    }
}
