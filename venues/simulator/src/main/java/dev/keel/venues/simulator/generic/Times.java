package dev.keel.venues.simulator.generic;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Times as venues write them: seconds, milliseconds, nanoseconds, or a written time. */
final class Times {
    private Times() {}

    /** In milliseconds; empty if it is none of them. */
    static Optional<Long> millis(String text) {
        if (text.matches("\\d{10}(\\.\\d{1,9})?")) {
            return Optional.of(new BigDecimal(text).movePointRight(3).longValue());
        }
        if (text.matches("\\d{13}")) {
            return Optional.of(Long.parseLong(text));
        }
        if (text.matches("\\d{19}")) {
            return Optional.of(Long.parseLong(text) / 1_000_000);
        }
        try {
            return Optional.of(Instant.parse(isWhole(text) ? text : text + "Z").toEpochMilli());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A time that names its zone. */
    private static boolean isWhole(String text) {
        return text.endsWith("Z");
    }
}
