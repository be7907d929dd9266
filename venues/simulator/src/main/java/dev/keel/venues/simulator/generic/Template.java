package dev.keel.venues.simulator.generic;

import dev.keel.venues.simulator.http.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer with places to fill in: {@code "$price"} becomes a string, {@code "#price"} a number,
 * and {@code {"$each": "open", "item": ...}} a list of items.
 */
final class Template {
    private static final String EACH = "$each";

    private final JsonNode shape;

    Template(JsonNode shape) {
        this.shape = shape;
    }

    /**
     * @param lists what an item of a list says, by the name of the list
     */
    JsonNode fill(Map<String, Object> values, Function<String, List<Map<String, Object>>> lists) {
        return fill(shape, values, lists);
    }

    private static JsonNode fill(
            JsonNode node,
            Map<String, Object> values,
            Function<String, List<Map<String, Object>>> lists) {
        if (node.isObject() && node.has(EACH)) {
            JsonNode item = node.path("item");
            return Json.array(
                    lists.apply(Json.text(node, EACH)).stream()
                            .map(one -> fill(item, one, lists))
                            .toList());
        }
        if (node.isObject()) {
            ObjectNode filled = Json.object();
            node.properties()
                    .forEach(entry ->
                            filled.set(
                                    text(entry.getKey(), values),
                                    fill(entry.getValue(), values, lists)));
            return filled;
        }
        if (node.isArray()) {
            List<JsonNode> filled = new ArrayList<>();
            node.forEach(one -> filled.add(fill(one, values, lists)));
            return Json.array(filled);
        }
        return node.isString() ? place(node.asString(), values) : node;
    }

    private static JsonNode place(String text, Map<String, Object> values) {
        if (text.startsWith("#") && values.containsKey(text.substring(1))) {
            return number(values.get(text.substring(1)));
        }
        return Json.node(text(text, values));
    }

    private static String text(String text, Map<String, Object> values) {
        if (text.startsWith("$") && values.containsKey(text.substring(1))) {
            return plain(values.get(text.substring(1)));
        }
        return text;
    }

    private static JsonNode number(@org.jspecify.annotations.Nullable Object value) {
        if (value instanceof Boolean) {
            return Json.node(value);
        }
        String text = plain(value);
        return text.isEmpty() ? Json.node(null) : Json.number(new BigDecimal(text));
    }

    private static String plain(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof BigDecimal amount ? Json.digits(amount) : String.valueOf(value);
    }
}
