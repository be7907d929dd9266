package dev.keel.server.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines of a terminal. */
public final class Paragraph {
    private static final int WIDTH = 79;

    private Paragraph() {}

    /**
     * Breaks a text between words.
     *
     * @param indent spaces before every line but the first, which brings its own
     */
    public static List<String> lines(String text, int indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(text.substring(0, leadingSpaces(text)));
        for (String word : text.strip().split(" +", -1)) {
            boolean first = line.toString().isBlank();
            if (!first && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(indent));
                first = true;
            }
            line.append(first ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static int leadingSpaces(String text) {
        return text.length() - text.stripLeading().length();
    }
}
