package dev.keel.venues.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A request as it came.
 *
 * @param host that it was meant for
 * @param path from the root of that host, without the query
 * @param query as it was written, without {@code ?}; empty if there is none
 * @param headers by their names in lower case
 * @param variables of the path, by the names of the route
 */
public record WireRequest(
        String method,
        String host,
        String path,
        String query,
        String body,
        Map<String, String> headers,
        Map<String, String> variables) {
    private static final String BEARER = "Bearer ";

    public WireRequest {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
        variables = Collections.unmodifiableMap(new TreeMap<>(variables));
    }

    WireRequest with(Map<String, String> next) {
        return new WireRequest(method, host, path, query, body, headers, next);
    }

    /** Empty if there is none. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The body; missing if it is not JSON. */
    public JsonNode json() {
        return Json.read(body);
    }

    /** What the path, the query and the body say, by name; only the top level of a JSON body. */
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>(form(query));
        JsonNode json = json();
        if (json.isObject()) {
            json.properties()
                    .forEach(entry -> fields.put(entry.getKey(), Json.text(json, entry.getKey())));
        } else if (!json.isArray()) {
            fields.putAll(form(body));
        }
        fields.putAll(variables);
        return fields;
    }

    /** One of {@link #fields()}; empty if it is not there. */
    public String field(String name) {
        return fields().getOrDefault(name, "");
    }

    /**
     * What is said at a place: a field's name, or a header's after {@code header:}. After {@code #}
     * comes the name of a part of it: a claim of a bearer's token, or what is written as {@code
     * name=value} between commas and spaces.
     */
    public String at(String place) {
        if (!place.startsWith("header:")) {
            return field(place);
        }
        String[] names = place.substring("header:".length()).split("#", 2);
        String whole = header(names[0]);
        return names.length == 1 ? whole : part(whole, names[1]);
    }

    private static String part(String whole, String name) {
        if (whole.startsWith(BEARER)) {
            return Json.text(claims(whole.substring(BEARER.length())), name);
        }
        return Stream.of(whole.split("[ ,]", -1))
                .filter(each -> each.startsWith(name + "="))
                .map(each -> each.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    /** Unchecked; missing if the token has none that can be read. */
    private static JsonNode claims(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            byte[] claims = Base64.getUrlDecoder().decode(parts.length == 3 ? parts[1] : "");
            return Json.read(new String(claims, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Json.read("");
        }
    }

    /** What was signed, for venues that sign query and body. */
    public String signedText() {
        return query + body;
    }

    /** The names and values of a query or a form. */
    public static Map<String, String> form(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : text.split("&", 0)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
