package dev.keel.venues.ccxt.table;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is read of JSON in a venue's answers: exact, and empty where nothing useful is. */
public final class Json {
    public static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final Pattern NUMBER =
            Pattern.compile(
                    "[+-]?([0-9]{1,60}(\\.[0-9]{0,60})?|\\.[0-9]{1,60})([eE][+-]?[0-9]{1,3})?");
    private static final Pattern FILTERED = Pattern.compile("([^\\[]+)\\[([^=]+)=([^\\]]+)\\]");

    private Json() {}

    /** Parses a text; empty unless it is an object or a list. */
    public static Optional<JsonNode> parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node != null && node.isContainer() ? Optional.of(node) : Optional.empty();
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    /** Parses a text of our own tables. */
    public static JsonNode require(String text) {
        return parse(text)
                .orElseThrow(() -> new IllegalArgumentException("must be JSON, was " + text));
    }

    public static ObjectNode object() {
        return NODES.objectNode();
    }

    public static ArrayNode array() {
        return NODES.arrayNode();
    }

    /**
     * What lies at a path such as {@code data.0.sCode} or {@code details[ccy=USDT].cashBal}; a
     * missing node if nothing does.
     */
    public static JsonNode at(JsonNode from, String path) {
        JsonNode node = from;
        for (String step : path.split("\\.", -1)) {
            node = step(node, step);
        }
        return node;
    }

    private static JsonNode step(JsonNode node, String step) {
        var filtered = FILTERED.matcher(step);
        if (filtered.matches()) {
            for (JsonNode each : node.path(filtered.group(1))) {
                if (text(each, filtered.group(2)).filter(filtered.group(3)::equals).isPresent()) {
                    return each;
                }
            }
            return NODES.missingNode();
        }
        return step.matches("[0-9]+") && node.isArray()
                ? node.path(Integer.parseInt(step))
                : node.path(step);
    }

    /** A field's text, or its number or truth as text; empty if it is absent, null or blank. */
    public static Optional<String> text(JsonNode from, String path) {
        JsonNode node = at(from, path);
        return node.isMissingNode() || node.isNull() || node.isContainer()
                ? Optional.empty()
                : Optional.of(node.asString().strip()).filter(value -> !value.isEmpty());
    }

    /**
     * A field's exact number.
     *
     * @throws UnreadableException if there is something that is no number
     */
    public static Optional<BigDecimal> decimal(JsonNode from, String path) {
        Optional<String> text = text(from, path);
        if (text.isPresent() && !NUMBER.matcher(text.get()).matches()) {
            throw new UnreadableException(
                    path + " must be a number, was '" + shortened(text.get()) + "'");
        }
        return text.map(BigDecimal::new);
    }

    /**
     * A field's exact number, which must be there.
     *
     * @throws UnreadableException if it is not
     */
    public static BigDecimal requireDecimal(JsonNode from, String path) {
        return decimal(from, path)
                .orElseThrow(() -> new UnreadableException(path + " must be given"));
    }

    /**
     * A field's text, which must be there.
     *
     * @throws UnreadableException if it is not
     */
    public static String requireText(JsonNode from, String path) {
        return text(from, path).orElseThrow(() -> new UnreadableException(path + " must be given"));
    }

    /**
     * The items of a list.
     *
     * @throws UnreadableException if it is none
     */
    public static List<JsonNode> items(JsonNode list) {
        if (!list.isArray()) {
            throw new UnreadableException("the answer must be a list");
        }
        List<JsonNode> items = new ArrayList<>(list.size());
        list.forEach(items::add);
        return items;
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), 40));
    }
}
