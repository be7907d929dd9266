package dev.keel.venues.simulator.generic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Which part of a list a venue gives. A description says it of a route: {@code "page": {"most":
 * 100}} gives so many at most, the latest first; {@code "order": "oldest"} begins at the other end.
 * Of the request are read {@code from} and {@code to} (a span of time), {@code size}, {@code
 * number} (of the page, from 1), {@code offset} (how many to leave out) and {@code after} (the id
 * that the page before ended with). A route without the rule gives everything at once.
 */
final class Pages {
    private final JsonNode rule;
    private final RequestReader reader;

    Pages(JsonNode rule, RequestReader reader) {
        this.rule = rule;
        this.reader = reader;
    }

    /**
     * @param latestFirst all that there is
     * @param time which of an item's values dates it, in milliseconds
     * @param id which of an item's values names it
     */
    List<Map<String, Object>> of(List<Map<String, Object>> latestFirst, String time, String id) {
        if (rule.isMissingNode()) {
            return latestFirst;
        }
        List<Map<String, Object>> all = new ArrayList<>(latestFirst);
        if (rule.path("order").asString("").equals("oldest")) {
            Collections.reverse(all);
        }
        int size = size();
        long number = number("number", 1);
        return behind(all, id)
                .filter(isWithin(time))
                .skip((number - 1) * size + number("offset", 0))
                .limit(size)
                .toList();
    }

    private int size() {
        int most = rule.path("most").asInt(100);
        return Math.clamp(number("size", rule.path("usual").asInt(most)), 1, most);
    }

    private long number(String name, long otherwise) {
        String text = reader.text(name);
        return text.matches("\\d{1,9}") && !text.equals("0") ? Long.parseLong(text) : otherwise;
    }

    private Predicate<Map<String, Object>> isWithin(String time) {
        long from = Times.millis(reader.text("from")).orElse(Long.MIN_VALUE);
        long to = Times.millis(reader.text("to")).orElse(Long.MAX_VALUE);
        return item -> {
            long at = Long.parseLong(String.valueOf(item.get(time)));
            return at >= from && at <= to;
        };
    }

    /** What comes after the item that is named; all if none is. */
    private Stream<Map<String, Object>> behind(List<Map<String, Object>> all, String id) {
        String after = reader.text("after");
        return after.isEmpty()
                ? all.stream()
                : all.stream().dropWhile(item -> !after.equals(item.get(id))).skip(1);
    }
}
