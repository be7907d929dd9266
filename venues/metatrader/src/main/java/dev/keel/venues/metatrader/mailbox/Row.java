package dev.keel.venues.metatrader.mailbox;

import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One line of the mailbox: a flat object of strings and integers. Immutable. */
public final class Row {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

    private final SortedMap<String, Object> fields;

    private Row(SortedMap<String, Object> fields) {
        this.fields = fields;
    }

    /** A row with a type and nothing else yet. */
    public static Row of(String type) {
        return new Row(new TreeMap<>()).with("type", type);
    }

    /** A row of a message with several. */
    public static Row part(String kind) {
        return new Row(new TreeMap<>()).with("row", kind);
    }

    /**
     * Reads a line.
     *
     * @throws GarbledException if it has another form than the protocol's
     */
    public static Row parse(String line) {
        return new Row(new FlatJson(line).object());
    }

    public Row with(String name, String text) {
        return put(name, text);
    }

    public Row with(String name, long number) {
        return put(name, number);
    }

    public Row with(String name, BigDecimal number) {
        return put(name, number.stripTrailingZeros().toPlainString());
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    public String text(String name) {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw missing(name, "a string");
    }

    public String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    public long number(String name) {
        if (fields.get(name) instanceof Long number) {
            return number;
        }
        throw missing(name, "an integer");
    }

    public long number(String name, long otherwise) {
        return has(name) ? number(name) : otherwise;
    }

    public boolean flag(String name) {
        return number(name) == 1;
    }

    /** A decimal number, exactly as it was written. */
    public BigDecimal decimal(String name) {
        String text = text(name);
        if (!DECIMAL.matcher(text).matches()) {
            throw missing(name, "a decimal number");
        }
        return new BigDecimal(text);
    }

    public BigDecimal decimal(String name, BigDecimal otherwise) {
        return has(name) ? decimal(name) : otherwise;
    }

    /** What kind of row of its message it is; empty if it is the first. */
    public String kind() {
        return text("row", "");
    }

    /**
     * Checks what was read before it is believed.
     *
     * @throws GarbledException unless it has this type
     */
    public Row typed(String type) {
        if (!text("type").equals(type)) {
            throw new GarbledException("type must be " + type + ", was " + text("type"));
        }
        return this;
    }

    /** The line, without its end. */
    public String toJson() {
        return FlatJson.write(fields);
    }

    @Override
    public String toString() {
        return toJson();
    }

    private Row put(String name, Object value) {
        SortedMap<String, Object> more = new TreeMap<>(fields);
        more.put(name, value);
        return new Row(more);
    }

    private GarbledException missing(String name, String form) {
        Object value = fields.get(name);
        return new GarbledException(
                name + " must be " + form + (value == null ? ", was missing" : ", was " + value));
    }
}
