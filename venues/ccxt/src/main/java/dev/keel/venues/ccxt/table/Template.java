package dev.keel.venues.ccxt.table;

import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON in which texts such as {@code {id}} stand for values. A text that is nothing but a place
 * becomes the value itself, be it a number; within a longer text the value is written out.
 */
public final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]+)\\}");

    private final JsonNode form;

    private Template(JsonNode form) {
        this.form = form;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it is no JSON
     */
    public static Template of(String json) {
        return new Template(Json.require(json));
    }

    /** As it is written, with its places. */
    public JsonNode form() {
        return form;
    }

    /**
     * Fills every place.
     *
     * @throws IllegalArgumentException if there is no value for one
     */
    public JsonNode fill(Map<String, JsonNode> values) {
        return filled(form, values);
    }

    private static JsonNode filled(JsonNode node, Map<String, JsonNode> values) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.properties()
                    .forEach(field -> copy.set(field.getKey(), filled(field.getValue(), values)));
            return copy;
        }
        if (node instanceof ArrayNode list) {
            ArrayNode copy = Json.array();
            list.forEach(item -> copy.add(filled(item, values)));
            return copy;
        }
        return node.isString() ? text(node.asString(), values) : node;
    }

    private static JsonNode text(String text, Map<String, JsonNode> values) {
        Matcher place = PLACE.matcher(text);
        if (place.matches()) {
            return value(place.group(1), values);
        }
        StringBuilder written = new StringBuilder();
        place.reset();
        while (place.find()) {
            place.appendReplacement(
                    written, Matcher.quoteReplacement(value(place.group(1), values).asString()));
        }
        place.appendTail(written);
        return Json.NODES.stringNode(written.toString());
    }

    private static JsonNode value(String place, Map<String, JsonNode> values) {
        JsonNode value = values.get(place);
        if (value == null) {
            throw new IllegalArgumentException(
                    "place must be one of " + new TreeSet<>(values.keySet()) + ", was " + place);
        }
        return value;
    }

    @Override
    public String toString() {
        return form.toString();
    }
}
