package dev.keel.venues.simulator.http;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Builds and reads JSON; amounts stay exact. */
public final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    /**
     * An object of names and values in turn. An amount becomes a string of its digits, as venues
     * write them; a time becomes its milliseconds.
     */
    public static ObjectNode object(@Nullable Object... pairs) {
        ObjectNode object = NODES.objectNode();
        for (int i = 0; i < pairs.length; i += 2) {
            object.set(String.valueOf(pairs[i]), node(pairs[i + 1]));
        }
        return object;
    }

    public static ArrayNode array(Collection<?> values) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(value -> array.add(node(value)));
        return array;
    }

    /** An amount as a JSON number, for venues that write them so. */
    public static JsonNode number(BigDecimal value) {
        return NODES.numberNode(value);
    }

    /** The shortest exact digits. */
    public static String digits(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** A missing node if it is not JSON. */
    public static JsonNode read(String text) {
        try {
            return text.isBlank() ? NODES.missingNode() : MAPPER.readTree(text);
        } catch (JacksonException e) {
            return NODES.missingNode();
        }
    }

    /** What a member says as text; empty if it is not there or null. */
    public static String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isValueNode() && !value.isNull() ? value.asString() : "";
    }

    public static JsonNode node(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case JsonNode node -> node;
            case BigDecimal amount -> NODES.stringNode(digits(amount));
            case Boolean flag -> NODES.booleanNode(flag);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Instant at -> NODES.numberNode(at.toEpochMilli());
            case Collection<?> values -> array(values);
            default -> NODES.stringNode(value.toString());
        };
    }
}
