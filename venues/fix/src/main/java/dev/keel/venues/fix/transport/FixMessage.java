package dev.keel.venues.fix.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message as its fields in the order of the wire, without BeginString, BodyLength and CheckSum.
 * Groups are read by their delimiting tag coming again.
 *
 * @param type of the message, tag 35
 */
public record FixMessage(String type, List<Field> fields) {
    public FixMessage {
        fields = List.copyOf(fields);
    }

    /** A tag and its value; the value is not empty and holds no delimiter. */
    public record Field(int tag, String value) {
        public Field {
            if (tag < 1) {
                throw new IllegalArgumentException("tag must be above 0, was " + tag);
            }
            if (value.isEmpty() || value.indexOf('\u0001') >= 0) {
                throw new IllegalArgumentException(
                        "value of tag " + tag + " must not be empty or hold a delimiter");
            }
        }
    }

    public static FixMessage of(String type) {
        return new FixMessage(type, List.of());
    }

    public FixMessage with(int tag, String value) {
        List<Field> more = new ArrayList<>(fields);
        more.add(new Field(tag, value));
        return new FixMessage(type, more);
    }

    /** The first field with this tag. */
    public Optional<String> get(int tag) {
        return fields.stream().filter(field -> field.tag() == tag).map(Field::value).findFirst();
    }
}
