package dev.keel.venues.simulator.generic;

import dev.keel.venues.simulator.http.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer with places to fill in: {@code "$price"} becomes a string, {@code "#price"} a number,
 * {@code {"$each": "open", "item": ...}} a list of items, an object if it has a {@code "key"} as
 * well, and {@code "@order"} a shape that is written elsewhere.
 */
final class Template {
    private static final String EACH = "$each";

    private final JsonNode shape;

    /**
     * @param shapes what {@code "@name"} stands for
     */
    Template(JsonNode shape, JsonNode shapes) {
        this.shape = whole(shape, shapes);
    }

    private static JsonNode whole(JsonNode node, JsonNode shapes) {
        if (node.isString() && node.asString().startsWith("@")) {
            JsonNode named = shapes.path(node.asString().substring(1));
            return named.isMissingNode() ? node : whole(named, shapes);
        }
        if (node.isArray()) {
            List<JsonNode> parts = new ArrayList<>();
            node.forEach(one -> parts.add(whole(one, shapes)));
            return Json.array(parts);
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode parts = Json.object();
        node.properties()
                .forEach(entry -> parts.set(entry.getKey(), whole(entry.getValue(), shapes)));
        return parts;
    }

    JsonNode shape() {
        return shape;
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
        if (node.isObject() && node.has(EACH) && node.has("key")) {
            ObjectNode byKey = Json.object();
            lists.apply(Json.text(node, EACH))
                    .forEach(one ->
                            byKey.set(
                                    text(Json.text(node, "key"), one),
                                    fill(node.path("item"), one, lists)));
            return byKey;
        }
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

    private static JsonNode number(@Nullable Object value) {
        if (value instanceof Boolean) {
            return Json.node(value);
        }
        String text = plain(value);
        return text.isEmpty() ? Json.node(null) : Json.number(new BigDecimal(text));
    }

    private static String plain(@Nullable Object value) {
        return value instanceof BigDecimal amount ? Json.digits(amount) : String.valueOf(value);
    }
}
