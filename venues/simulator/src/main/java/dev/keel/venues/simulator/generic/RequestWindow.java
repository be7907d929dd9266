package dev.keel.venues.simulator.generic;

import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.WireRequest;
import java.time.Instant;
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
        String stated = request.at(Json.text(rule, "sent"));
        String until = request.at(Json.text(rule, "until"));
        long allowed = rule.path("millis").asLong(Long.MAX_VALUE);
        boolean tooOld = !stated.isEmpty() && now.toEpochMilli() - millis(stated) > allowed;
        return tooOld || (!until.isEmpty() && now.toEpochMilli() > millis(until));
    }

    /** Far ahead if it is no time. */
    private static long millis(String text) {
        return Times.millis(text).orElse(Long.MAX_VALUE / 2);
    }
}
