package dev.keel.core.signal;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Why a signal says what it says: a sentence, and the figures it rests on. */
public record Reason(String text, List<Figure> figures) {
    public Reason {
        figures = List.copyOf(figures);
    }

    public static Reason of(String text, Figure... figures) {
        return new Reason(text, List.of(figures));
    }

    /** Such as {@code fast average above slow average (fast 101.5, slow 101.25)}. */
    @Override
    public String toString() {
        return figures.isEmpty()
                ? text
                : text
                        + figures.stream()
                                .map(Figure::toString)
                                .collect(Collectors.joining(", ", " (", ")"));
    }

    /** A named number out of an indicator. */
    public record Figure(String name, double value) {
        public Figure {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "figure " + name + " must be finite, was " + value);
            }
        }

        @Override
        public String toString() {
            return name + " " + String.format(Locale.ROOT, "%.8g", value);
        }
    }
}
