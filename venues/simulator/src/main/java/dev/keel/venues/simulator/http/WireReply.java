package dev.keel.venues.simulator.http;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** An answer as it goes. */
public record WireReply(int status, Map<String, String> headers, String body) {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final Map<String, String> PAGE = Map.of("Content-Type", "text/html");

    public WireReply {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    public static WireReply ok(JsonNode body) {
        return json(200, body);
    }

    public static WireReply json(int status, JsonNode body) {
        return new WireReply(status, JSON, body.toString());
    }

    /** What something on the way says to people. */
    static WireReply page(int status, String words) {
        return new WireReply(
                status, PAGE, "<html><head><title>" + words + "</title></head></html>");
    }

    WireReply withBody(String other) {
        return new WireReply(status, headers, other);
    }

    WireReply with(int otherStatus, String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new WireReply(otherStatus, more, body);
    }
}
