package dev.keel.venues.fix.quickfix;

import dev.keel.venues.fix.transport.FixMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import quickfix.DataDictionary;
import quickfix.FieldMap;
import quickfix.Group;
import quickfix.Message;
import quickfix.field.MsgType;

/** Between the engine's messages and ours. */
final class WireFormat {
    private static final char DELIMITER = '\u0001';

    /** A field whose value may hold delimiters, by the tag of its length. */
    private static final Map<Integer, Integer> DATA_BY_LENGTH =
            Map.ofEntries(
                    Map.entry(90, 91),
                    Map.entry(93, 89),
                    Map.entry(95, 96),
                    Map.entry(212, 213),
                    Map.entry(348, 349),
                    Map.entry(350, 351),
                    Map.entry(352, 353),
                    Map.entry(354, 355),
                    Map.entry(356, 357),
                    Map.entry(358, 359),
                    Map.entry(360, 361),
                    Map.entry(362, 363),
                    Map.entry(364, 365),
                    Map.entry(445, 446),
                    Map.entry(618, 619),
                    Map.entry(621, 622));

    private static final Set<Integer> FRAME = Set.of(8, 9, 10, 35);

    private WireFormat() {}

    /**
     * A message as it came, with the header's fields; nothing is lost for not being in a
     * dictionary. A field without a value is left out, and a delimiter inside of data becomes a
     * blank.
     */
    static FixMessage read(String raw) {
        List<FixMessage.Field> fields = new ArrayList<>();
        String type = "";
        int position = 0;
        int dataTag = 0;
        int dataLength = 0;
        while (position < raw.length()) {
            int equals = raw.indexOf('=', position);
            if (equals < 0) {
                break;
            }
            int tag = number(raw.substring(position, equals));
            int from = equals + 1;
            int skip = tag == dataTag && endsAt(raw, from + dataLength) ? dataLength : 0;
            int end = raw.indexOf(DELIMITER, from + skip);
            end = end < 0 ? raw.length() : end;
            String value = raw.substring(from, end).replace(DELIMITER, ' ');
            if (tag == MsgType.FIELD) {
                type = value;
            } else if (tag > 0 && !FRAME.contains(tag) && !value.isEmpty()) {
                fields.add(new FixMessage.Field(tag, value));
            }
            dataTag = DATA_BY_LENGTH.getOrDefault(tag, 0);
            dataLength = number(value);
            position = end + 1;
        }
        return new FixMessage(type, fields);
    }

    /** A length that is wrong is not followed. */
    private static boolean endsAt(String raw, int at) {
        return at > 0 && at < raw.length() && raw.charAt(at) == DELIMITER;
    }

    /**
     * A message for the engine.
     *
     * @param session the dictionary of the header
     * @param dictionary that of the message
     * @throws IllegalArgumentException if a tag comes twice outside of a group that the dictionary
     *     has
     */
    static Message write(FixMessage message, DataDictionary session, DataDictionary dictionary) {
        Message made = new Message();
        made.getHeader().setString(MsgType.FIELD, message.type());
        Reader reader = new Reader(message);
        Set<Integer> seen = new HashSet<>();
        while (reader.hasNext()) {
            FixMessage.Field field = reader.next();
            if (!seen.add(field.tag())) {
                throw new IllegalArgumentException(
                        "tag " + field.tag() + " must come once outside of groups, came twice");
            }
            if (session.isHeaderField(field.tag())) {
                made.getHeader().setString(field.tag(), field.value());
            } else {
                reader.put(field, made, dictionary);
            }
        }
        return made;
    }

    private static int number(String digits) {
        if (digits.isEmpty() || digits.length() > 9) {
            return -1;
        }
        return digits.chars().allMatch(c -> c >= '0' && c <= '9') ? Integer.parseInt(digits) : -1;
    }

    /** Goes through the fields, and into groups. */
    private static final class Reader {
        private final FixMessage message;
        private int position;

        Reader(FixMessage message) {
            this.message = message;
        }

        boolean hasNext() {
            return position < message.fields().size();
        }

        FixMessage.Field next() {
            return message.fields().get(position++);
        }

        void put(FixMessage.Field field, FieldMap into, DataDictionary dictionary) {
            into.setString(field.tag(), field.value());
            if (dictionary.isGroup(message.type(), field.tag())) {
                DataDictionary.GroupInfo group = dictionary.getGroup(message.type(), field.tag());
                while (hasNext() && peek() == group.getDelimiterField()) {
                    into.addGroup(member(field.tag(), group));
                }
            }
        }

        private Group member(int countTag, DataDictionary.GroupInfo info) {
            DataDictionary dictionary = info.getDataDictionary();
            Group group =
                    new Group(countTag, info.getDelimiterField(), dictionary.getOrderedFields());
            put(next(), group, dictionary);
            while (hasNext() && belongs(group, dictionary)) {
                put(next(), group, dictionary);
            }
            return group;
        }

        private boolean belongs(Group group, DataDictionary dictionary) {
            int tag = peek();
            return !group.isSetField(tag)
                    && (dictionary.isField(tag) || dictionary.isGroup(message.type(), tag));
        }

        private int peek() {
            return message.fields().get(position).tag();
        }
    }
}
