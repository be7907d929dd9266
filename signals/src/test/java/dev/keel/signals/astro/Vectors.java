package dev.keel.signals.astro;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Published and computed figures that lie beside the tests as CSV. */
public final class Vectors {
    private Vectors() {}

    /** The rows of a file beside a test, without comments and the header. */
    public static List<List<String>> rows(Class<?> test, String name) {
        try (InputStream stream = test.getResourceAsStream(name)) {
            String text =
                    new String(
                            Objects.requireNonNull(stream, name).readAllBytes(),
                            StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> List.of(line.split(",")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
