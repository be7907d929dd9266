package dev.keel.signals.learn.label;

/**
 * The bars that a label knows of, both ends included.
 *
 * @param start the bar at whose close the trade was opened
 * @param end the bar at which it was settled
 */
public record Span(int start, int end) {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException(
                    "span must have 0 <= start <= end, was " + start + ".." + end);
        }
    }

    public boolean overlaps(Span other) {
        return start <= other.end && other.start <= end;
    }
}
