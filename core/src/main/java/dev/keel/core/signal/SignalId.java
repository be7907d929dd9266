package dev.keel.core.signal;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Timeframe;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The name of a signal: its source and the bar it was made of. Ordered by time.
 *
 * @param barClose the first instant after the bar
 */
public record SignalId(SignalSource source, Instant barClose) implements Comparable<SignalId> {

    /**
     * Parses what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if the text is not a signal id
     */
    public static SignalId parse(String text) {
        String[] parts = text.split("@", -1);
        if (parts.length != 4) {
            throw notAnId(text, null);
        }
        SignalSource source =
                new SignalSource(parts[0], InstrumentId.of(parts[1]), Timeframe.parse(parts[2]));
        try {
            return new SignalId(source, Instant.parse(parts[3]));
        } catch (DateTimeParseException e) {
            throw notAnId(text, e);
        }
    }

    public InstrumentId instrument() {
        return source.instrument();
    }

    @Override
    public int compareTo(SignalId other) {
        int byTime = barClose.compareTo(other.barClose);
        return byTime != 0 ? byTime : source.compareTo(other.source);
    }

    @Override
    public String toString() {
        return source + "@" + barClose;
    }

    private static IllegalArgumentException notAnId(String text, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "signal id must look like strategy@symbol@timeframe@time, was '" + text + "'",
                cause);
    }
}
