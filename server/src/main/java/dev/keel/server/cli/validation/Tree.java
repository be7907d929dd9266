package dev.keel.server.cli.validation;

import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * An object of JSON in the order in which its fields were put. Fields hold text, numbers, truth
 * values, further objects and lists of any of these; a number that is not finite is null.
 */
public final class Tree {
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .build();

    private final Map<String, Object> fields = new LinkedHashMap<>();

    Tree put(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    Tree put(String name, OptionalDouble value) {
        fields.put(name, value.orElse(Double.NaN));
        return this;
    }

    Tree put(String name, OptionalInt value) {
        if (value.isPresent()) {
            fields.put(name, value.getAsInt());
        } else {
            fields.put(name, Double.NaN);
        }
        return this;
    }

    Tree put(String name, Map<String, ?> values) {
        Tree tree = new Tree();
        tree.fields.putAll(new TreeMap<String, Object>(values));
        fields.put(name, tree);
        return this;
    }

    /** Writes the object and a line end; leaves the target open. */
    public void write(Writer target) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), target)) {
            write(json, this);
            json.writeRaw('\n');
        }
    }

    private static void write(JsonGenerator json, Object value) {
        switch (value) {
            case Tree tree -> {
                json.writeStartObject();
                tree.fields.forEach((name, field) -> {
                    json.writeName(name);
                    write(json, field);
                });
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                new ArrayList<>(list).forEach(one -> write(json, one));
                json.writeEndArray();
            }
            case Double number when !Double.isFinite(number) -> json.writeNull();
            case Double number -> json.writeNumber(BigDecimal.valueOf(number));
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            default -> json.writeString(value.toString());
        }
    }
}
