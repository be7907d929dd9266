package dev.keel.venues.ccxt.account;

import dev.keel.venues.ccxt.table.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * How the page after a full one is asked for where a venue's pages go by marks: more may have
 * happened in one millisecond than a page holds, and orders that are open have no span of time.
 *
 * @param parameter that carries the mark
 * @param least whether the mark is the least of the page's numbers; else any item may carry it
 * @param fields where an item has it, the first that there is counts
 */
record NextPage(String parameter, boolean least, List<String> fields) {
    /** Reads {@code PARAMETER any|least FIELD,FIELD}; nothing of an empty text. */
    static Optional<NextPage> of(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String[] words = text.split(" ", -1);
        if (words.length != 3 || !words[1].matches("any|least")) {
            throw new IllegalArgumentException(
                    "next must be PARAMETER any|least FIELDS, was '" + text + "'");
        }
        return Optional.of(
                new NextPage(words[0], words[1].equals("least"), List.of(words[2].split(",", -1))));
    }

    /** The mark of the page after this one; empty if it names none. */
    Optional<String> after(List<JsonNode> page) {
        Stream<String> marks = page.stream().flatMap(item -> mark(item).stream());
        return least
                ? marks.map(BigDecimal::new)
                        .min(BigDecimal::compareTo)
                        .map(BigDecimal::toPlainString)
                : marks.findFirst();
    }

    private Optional<String> mark(JsonNode item) {
        return fields.stream().flatMap(field -> Json.text(item, field).stream()).findFirst();
    }
}
