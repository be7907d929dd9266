package dev.keel.venues.fix.dialect;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The fields of a dialect's file, each read once. Whatever is wrong is told with the file and the
 * field; a field that nobody reads is wrong too.
 */
final class DialectFile {
    private final String name;
    private final SortedMap<String, String> fields = new TreeMap<>();
    private final TreeSet<String> unread;

    DialectFile(String name, String text) {
        this.name = name;
        Properties properties = new Properties();
        try (StringReader reader = new StringReader(text)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        properties
                .stringPropertyNames()
                .forEach(field -> fields.put(field, properties.getProperty(field).strip()));
        this.unread = new TreeSet<>(fields.keySet());
    }

    String text(String field) {
        return filled(field)
                .orElseThrow(() -> new IllegalArgumentException(at(field) + " must be given"));
    }

    String text(String field, String otherwise) {
        return filled(field).orElse(otherwise);
    }

    private Optional<String> filled(String field) {
        unread.remove(field);
        return Optional.ofNullable(fields.get(field)).filter(value -> !value.isEmpty());
    }

    int number(String field, int least, int most) {
        return number(field, text(field), least, most);
    }

    private int number(String field, String value, int least, int most) {
        if (value.matches("[0-9]{1,8}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw wrong(field, "must be " + least + " to " + most, value);
    }

    boolean yes(String field) {
        String value = text(field);
        return switch (value) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw wrong(field, "must be yes or no", value);
        };
    }

    Duration seconds(String field) {
        return Duration.ofSeconds(number(field, 1, 99_999));
    }

    <E extends Enum<E>> E word(String field, Class<E> type) {
        return word(field, text(field), type);
    }

    private <E extends Enum<E>> E word(String field, String value, Class<E> type) {
        return Stream.of(type.getEnumConstants())
                .filter(each -> each.name().equals(value))
                .findFirst()
                .orElseThrow(() ->
                        wrong(field, "must be one of " + List.of(type.getEnumConstants()), value));
    }

    <E extends Enum<E>> List<E> words(String field, Class<E> type) {
        return items(text(field)).map(item -> word(field, item, type)).toList();
    }

    List<String> list(String field) {
        return filled(field).map(value -> items(value).toList()).orElse(List.of());
    }

    List<Integer> tags(String field) {
        return filled(field)
                .map(value -> items(value).map(item -> number(field, item, 1, 999_999)).toList())
                .orElse(List.of());
    }

    /** Pairs such as {@code MARKET:1, LIMIT:2}. */
    SortedMap<String, String> pairs(String field) {
        SortedMap<String, String> pairs = new TreeMap<>();
        for (String item : list(field)) {
            int colon = item.indexOf(':');
            if (colon < 1 || colon == item.length() - 1) {
                throw wrong(field, "must be pairs such as NAME:VALUE", item);
            }
            if (pairs.put(item.substring(0, colon), item.substring(colon + 1)) != null) {
                throw wrong(field, "must name each once", item);
            }
        }
        return pairs;
    }

    /** Pairs of which the names must be among those that are known. */
    SortedMap<String, String> pairs(String field, List<String> known) {
        SortedMap<String, String> pairs = pairs(field);
        pairs.keySet().stream()
                .filter(each -> !known.contains(each))
                .findFirst()
                .ifPresent(each -> {
                    throw wrong(field, "must be among " + known, each);
                });
        return pairs;
    }

    SortedMap<Integer, String> taggedValues(String field) {
        SortedMap<Integer, String> tagged = new TreeMap<>();
        pairs(field).forEach((tag, value) -> tagged.put(number(field, tag, 1, 999_999), value));
        return tagged;
    }

    /** The fields that begin so, by the rest of their names. */
    SortedMap<String, String> group(String prefix) {
        SortedMap<String, String> group = new TreeMap<>();
        for (String field : List.copyOf(fields.keySet())) {
            if (field.startsWith(prefix)) {
                group.put(field.substring(prefix.length()), text(field));
            }
        }
        return group;
    }

    void require(boolean holds, String field, String otherwise) {
        if (!holds) {
            throw wrong(field, otherwise);
        }
    }

    /** Says what is in the file and was never asked for: a word with a slip in it. */
    void finish() {
        List<String> known = new ArrayList<>(unread);
        if (!known.isEmpty()) {
            throw new IllegalArgumentException(at(known.getFirst()) + " is no field of a dialect");
        }
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    IllegalArgumentException wrong(String field, String rule) {
        return wrong(field, rule, fields.getOrDefault(field, ""));
    }

    private IllegalArgumentException wrong(String field, String rule, String value) {
        return new IllegalArgumentException(at(field) + " " + rule + ", was '" + value + "'");
    }

    private String at(String field) {
        return "dialect " + name + ": " + field;
    }

    private static Stream<String> items(String value) {
        return Stream.of(value.split(",")).map(String::strip).filter(item -> !item.isEmpty());
    }
}
