package dev.keel.server.cli.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Text for a terminal, line by line. */
final class Lines {
    private static final int WIDTH = 98;

    private final StringBuilder text = new StringBuilder();

    /** A line; the arguments go into the format as {@link String#format} has it. */
    @SuppressWarnings("AnnotateFormatMethod") // The annotation is not on the class path.
    Lines add(String format, Object... arguments) {
        text.append(
                        arguments.length == 0
                                ? format
                                : String.format(Locale.ROOT, format, arguments).stripTrailing())
                .append('\n');
        return this;
    }

    /** A paragraph, broken between words. */
    Lines say(String sentences) {
        wrapped(sentences, WIDTH).forEach(line -> text.append(line).append('\n'));
        return this;
    }

    /** A paragraph with two spaces before each line. */
    Lines indent(String sentences) {
        wrapped(sentences, WIDTH - 4)
                .forEach(line -> text.append("    ").append(line).append('\n'));
        return this;
    }

    Lines blank() {
        text.append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    static String percent(double fraction) {
        return String.format(Locale.ROOT, "%,.2f %%", fraction * 100);
    }

    static String parameters(Map<String, ?> values) {
        return values.isEmpty()
                ? "none"
                : new TreeMap<>(values)
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .collect(Collectors.joining(" "));
    }

    private static List<String> wrapped(String sentences, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : sentences.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
