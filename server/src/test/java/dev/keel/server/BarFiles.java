package dev.keel.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files of bars, made for a test. */
public final class BarFiles {
    public static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");

    private BarFiles() {}

    /** Minutes whose closes are these, and whose opens are the closes before; little else moves. */
    public static Path minutes(Path folder, double... closes) {
        String lines =
                IntStream.range(0, closes.length)
                        .mapToObj(i -> line(i, closes[Math.max(0, i - 1)], closes[i]))
                        .collect(
                                Collectors.joining(
                                        "\n", "timestamp,open,high,low,close,volume\n", "\n"));
        try {
            return Files.writeString(folder.resolve("TEST.csv"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A price that swings: averages cross every now and then. */
    public static double[] waves(int count) {
        return IntStream.range(0, count)
                .mapToDouble(
                        i -> 100 + 5 * Math.sin(i / 9.0) + 3 * Math.sin(i / 31.0) + i % 7 * 0.11)
                .map(price -> Math.round(price * 100) / 100.0)
                .toArray();
    }

    private static String line(int index, double open, double close) {
        Instant time = BEGIN.plus(Duration.ofMinutes(index));
        return "%s,%s,%s,%s,%s,100000"
                .formatted(time, open, Math.max(open, close), Math.min(open, close), close);
    }
}
