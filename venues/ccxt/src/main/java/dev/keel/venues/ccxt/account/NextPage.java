package dev.keel.venues.ccxt.account;

import dev.keel.venues.ccxt.table.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * How the page after a full one is asked for where a venue's pages go by marks: more may have
 * happened in one millisecond than a page holds, and orders that are open have no span of time.
 *
 * @param parameter that carries the mark
 * @param fields where an item has it, the first that there is counts; none if pages are counted
 */
record NextPage(String parameter, Kind kind, List<String> fields) {
    /** What the mark is. */
    enum Kind {
        /** What any item of the page carries. */
        ANY,
        /** The least of the page's numbers. */
        LEAST,
        /** A millisecond after the earliest time: what shares its millisecond is not left out. */
        UNTIL,
        /** The number of the page, from 1. */
        NUMBER,
        /** How many items the pages before it hold. */
        OFFSET
    }

    /**
     * Reads {@code PARAMETER any|least|until FIELD,FIELD} or {@code PARAMETER number|offset};
     * nothing of an empty text.
     */
    static Optional<NextPage> of(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String[] words = text.split(" ", -1);
        boolean marked = words.length == 3 && words[1].matches("any|least|until");
        boolean counted = words.length == 2 && words[1].matches("number|offset");
        if (!marked && !counted) {
            throw new IllegalArgumentException(
                    "next must be PARAMETER any|least|until FIELDS or PARAMETER number|offset, was '"
                            + text
                            + "'");
        }
        Kind kind = Kind.valueOf(words[1].toUpperCase(Locale.ROOT));
        return Optional.of(
                new NextPage(
                        words[0], kind, marked ? List.of(words[2].split(",", -1)) : List.of()));
    }

    /**
     * The mark of the page after this one; empty if it names none.
     *
     * @param pages how many were read, with this one
     * @param size how many items a full page holds
     */
    Optional<String> after(List<JsonNode> page, int pages, int size) {
        Stream<String> marks = page.stream().flatMap(item -> mark(item).stream());
        return switch (kind) {
            case ANY -> marks.findFirst();
            case LEAST ->
                    marks.map(BigDecimal::new)
                            .min(BigDecimal::compareTo)
                            .map(BigDecimal::toPlainString);
            case UNTIL ->
                    marks.map(Instant::parse)
                            .min(Instant::compareTo)
                            .map(first -> first.plusMillis(1).toString());
            case NUMBER -> Optional.of(Integer.toString(pages + 1));
            case OFFSET -> Optional.of(Integer.toString(pages * size));
        };
    }

    private Optional<String> mark(JsonNode item) {
        return fields.stream().flatMap(field -> Json.text(item, field).stream()).findFirst();
    }
}
