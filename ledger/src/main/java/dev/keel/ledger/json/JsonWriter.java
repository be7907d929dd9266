package dev.keel.ledger.json;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** Writes the fields of one JSON object; for one thread. */
public final class JsonWriter {
    /**
     * ASCII only: every Java string comes back as it was, unpaired surrogates included, whatever
     * the database makes of other characters.
     */
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final int USUAL_LENGTH = 384;

    /** Beyond this a plain number is unreadable, and may be endless. */
    private static final int PLAIN_SCALE = 60;

    private final JsonGenerator generator;

    private JsonWriter(JsonGenerator generator) {
        this.generator = generator;
    }

    /** The text of an object. */
    public static String object(Consumer<JsonWriter> fields) {
        StringWriter text = new StringWriter(USUAL_LENGTH);
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            writeObject(generator, fields);
        }
        return text.toString();
    }

    /** The text of an array of objects. */
    public static <T> String array(Collection<T> elements, BiConsumer<JsonWriter, T> fields) {
        StringWriter text = new StringWriter(USUAL_LENGTH);
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            writeArray(generator, elements, fields);
        }
        return text.toString();
    }

    public JsonWriter text(String name, String value) {
        generator.writeStringProperty(name, value);
        return this;
    }

    /** A value by its text, such as an id, an instant or a duration. */
    public JsonWriter text(String name, Object value) {
        return text(name, value.toString());
    }

    /** A value by its text; nothing if there is none. */
    public JsonWriter optionalText(String name, @Nullable Object value) {
        return value == null ? this : text(name, value.toString());
    }

    /** A decimal as a string, with the very digits and scale it has. */
    public JsonWriter decimal(String name, BigDecimal value) {
        return text(name, digits(value));
    }

    /** A decimal as a string; nothing if there is none. */
    public JsonWriter optionalDecimal(String name, @Nullable BigDecimal value) {
        return value == null ? this : decimal(name, value);
    }

    public JsonWriter number(String name, long value) {
        generator.writeNumberProperty(name, value);
        return this;
    }

    /** A number of statistics; comes back as the same double. */
    public JsonWriter number(String name, double value) {
        generator.writeNumberProperty(name, value);
        return this;
    }

    /** An object within this one. */
    public JsonWriter child(String name, Consumer<JsonWriter> fields) {
        generator.writeName(name);
        writeObject(generator, fields);
        return this;
    }

    /** An array of objects. */
    public <T> JsonWriter children(
            String name, Collection<T> elements, BiConsumer<JsonWriter, T> fields) {
        generator.writeName(name);
        writeArray(generator, elements, fields);
        return this;
    }

    /** An array of texts. */
    public JsonWriter texts(String name, Collection<?> values) {
        generator.writeName(name);
        generator.writeStartArray();
        values.forEach(value -> generator.writeString(value.toString()));
        generator.writeEndArray();
        return this;
    }

    private static void writeObject(JsonGenerator generator, Consumer<JsonWriter> fields) {
        generator.writeStartObject();
        fields.accept(new JsonWriter(generator));
        generator.writeEndObject();
    }

    private static <T> void writeArray(
            JsonGenerator generator, Collection<T> elements, BiConsumer<JsonWriter, T> fields) {
        generator.writeStartArray();
        elements.forEach(
                element -> writeObject(generator, writer -> fields.accept(writer, element)));
        generator.writeEndArray();
    }

    private static String digits(BigDecimal value) {
        return value.scale() >= 0 && value.scale() <= PLAIN_SCALE
                ? value.toPlainString()
                : value.toString();
    }
}
