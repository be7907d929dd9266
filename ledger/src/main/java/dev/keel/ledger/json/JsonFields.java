package dev.keel.ledger.json;

import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields of a JSON object. Every method throws {@link IllegalArgumentException} naming the
 * field if it is missing or of another kind.
 */
public final class JsonFields {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final JsonNode node;

    private JsonFields(JsonNode node) {
        this.node = node;
    }

    /** Parses an object. */
    public static JsonFields parse(String text) {
        try {
            return of("the text", MAPPER.readTree(text));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    public String text(String name) {
        return stringOf("field '" + name + "'", required(name));
    }

    public BigDecimal decimal(String name) {
        return parsed(name, text(name), "a decimal number", BigDecimal::new);
    }

    public Price price(String name) {
        return new Price(decimal(name));
    }

    public Quantity quantity(String name) {
        return new Quantity(decimal(name));
    }

    public Instant instant(String name) {
        return parsed(name, text(name), "an instant", Instant::parse);
    }

    public Duration duration(String name) {
        return parsed(name, text(name), "a duration", Duration::parse);
    }

    public @Nullable BigDecimal decimalOrNull(String name) {
        return has(name) ? decimal(name) : null;
    }

    public @Nullable Price priceOrNull(String name) {
        return has(name) ? price(name) : null;
    }

    public @Nullable Duration durationOrNull(String name) {
        return has(name) ? duration(name) : null;
    }

    public @Nullable Integer integerOrNull(String name) {
        return has(name) ? Integer.valueOf(smallInteger(name)) : null;
    }

    /** An integer of 32 bits. */
    public int smallInteger(String name) {
        JsonNode value = required(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong("field '" + name + "'", "an integer of 32 bits", value);
        }
        return value.intValue();
    }

    public long integer(String name) {
        JsonNode value = required(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong("field '" + name + "'", "an integer", value);
        }
        return value.longValue();
    }

    /** A number of statistics. */
    public double number(String name) {
        JsonNode value = required(name);
        if (!value.isNumber()) {
            throw wrong("field '" + name + "'", "a number", value);
        }
        return value.doubleValue();
    }

    /** A constant of an enum by its name. */
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        return constant("field '" + name + "'", text(name), type);
    }

    public JsonFields child(String name) {
        return of("field '" + name + "'", required(name));
    }

    /** The objects of an array, in its order. */
    public List<JsonFields> children(String name) {
        return elements(name, element -> of("an element of '" + name + "'", element));
    }

    /** The enum constants of an array of names, in its order. */
    public <E extends Enum<E>> List<E> choices(String name, Class<E> type) {
        String what = "an element of '" + name + "'";
        return elements(name, element -> constant(what, stringOf(what, element), type));
    }

    public boolean has(String name) {
        return node.has(name);
    }

    private <T> List<T> elements(String name, Function<JsonNode, T> element) {
        JsonNode array = required(name);
        if (!array.isArray()) {
            throw wrong("field '" + name + "'", "an array", array);
        }
        return array.valueStream().map(element).toList();
    }

    private JsonNode required(String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            throw new IllegalArgumentException("field '" + name + "' is missing");
        }
        return value;
    }

    private static JsonFields of(String what, JsonNode node) {
        if (!node.isObject()) {
            throw wrong(what, "an object", node);
        }
        return new JsonFields(node);
    }

    private static String stringOf(String what, JsonNode value) {
        if (!value.isString()) {
            throw wrong(what, "a string", value);
        }
        return value.stringValue();
    }

    private static <E extends Enum<E>> E constant(String what, String text, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                what
                                        + " must be one of "
                                        + Arrays.toString(type.getEnumConstants())
                                        + ", was '"
                                        + text
                                        + "'"));
    }

    private static <T> T parsed(String name, String text, String kind, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "field '" + name + "' must be " + kind + ", was '" + text + "'", e);
        }
    }

    private static IllegalArgumentException wrong(String what, String kind, JsonNode value) {
        return new IllegalArgumentException(
                what + " must be " + kind + ", was " + value.getNodeType());
    }
}
