package dev.keel.venues.simulator.generic;

import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.WireRequest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import tools.jackson.databind.JsonNode;

/**
 * How long a request may be under way: for so many milliseconds after the time that it carries, or
 * until the end that it names. What a request does not carry does not bind it.
 */
final class RequestWindow {
    private final JsonNode rule;

    RequestWindow(JsonNode rule) {
        this.rule = rule;
    }

    boolean isOver(WireRequest request, Instant now) {
        String stated = value(request, Json.text(rule, "sent"));
        String until = value(request, Json.text(rule, "until"));
        long allowed = rule.path("millis").asLong(Long.MAX_VALUE);
        boolean tooOld = !stated.isEmpty() && now.toEpochMilli() - millis(stated) > allowed;
        return tooOld || (!until.isEmpty() && now.toEpochMilli() > millis(until));
    }

    private static String value(WireRequest request, String place) {
        if (place.isEmpty()) {
            return "";
        }
        return place.startsWith("header:")
                ? request.header(place.substring("header:".length()))
                : request.field(place);
    }

    /** Seconds, milliseconds, or a written time; far ahead if it is none of them. */
    private static long millis(String text) {
        if (text.matches("\\d{10}(\\.\\d+)?")) {
            return Long.parseLong(text.substring(0, 10)) * 1_000;
        }
        if (text.matches("\\d{13}")) {
            return Long.parseLong(text);
        }
        try {
            return Instant.parse(isWhole(text) ? text : text + "Z").toEpochMilli();
        } catch (DateTimeParseException e) {
            return Long.MAX_VALUE / 2;
        }
    }

    /** A time that names its zone. */
    private static boolean isWhole(String text) {
        return text.endsWith("Z");
    }
}
