package dev.keel.venues.ccxt.account;

import dev.keel.venues.ccxt.call.VenueCalls;
import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.ccxt.table.UnreadableException;
import dev.keel.venues.connector.governor.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads lists that come in pages, whole or not at all: a span of time is asked for page by page
 * until a page is not full. A page that brings nothing new although it is full cannot be got past,
 * and fails.
 */
final class PagedCalls {
    private static final int MOST_PAGES = 1_000;

    private final VenueCalls calls;
    private final RecordPlan plan;
    private final Duration patience;

    PagedCalls(VenueCalls calls, RecordPlan plan, Duration patience) {
        this.calls = calls;
        this.plan = plan;
        this.patience = patience;
    }

    /**
     * Everything that a method lists since an instant, once each and in the order of their times. A
     * venue may list what is dated before.
     *
     * @param first of the arguments: a symbol or a currency; null for none
     * @throws UnreadableException if it cannot be read whole
     */
    List<JsonNode> all(RecordPlan.Call call, @Nullable String first, Instant since, Instant until) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        Instant begin = since;
        do {
            Instant end = begin.plus(plan.span());
            boolean last = !end.isBefore(until);
            span(call, first, begin, last ? null : end, found);
            begin = end;
        } while (begin.isBefore(until));
        List<JsonNode> all = new ArrayList<>(found.values());
        all.sort((one, other) -> Long.compare(millis(one), millis(other)));
        return all;
    }

    private void span(
            RecordPlan.Call call,
            @Nullable String first,
            Instant since,
            @Nullable Instant until,
            Map<String, JsonNode> found) {
        long from = since.toEpochMilli();
        Long to = until == null ? null : until.toEpochMilli();
        for (int page = 0; page < MOST_PAGES; page++) {
            List<JsonNode> items = confirmed(call, first, from, to);
            int before = found.size();
            items.forEach(item -> found.putIfAbsent(key(item), item));
            if (items.size() < plan.page()) {
                return;
            }
            if (found.size() == before) {
                throw new UnreadableException(
                        call.method() + " gives no more than a full page of the same");
            }
            if (plan.latestFirst()) {
                to = items.stream().mapToLong(PagedCalls::millis).min().orElse(from);
            } else {
                from = items.stream().mapToLong(PagedCalls::millis).max().orElse(from);
            }
        }
        throw new UnreadableException(call.method() + " gives more than " + MOST_PAGES + " pages");
    }

    /** A page without anything is asked for again: the library makes one of a broken answer. */
    private List<JsonNode> confirmed(
            RecordPlan.Call call, @Nullable String first, long from, @Nullable Long to) {
        List<JsonNode> items = page(call, first, from, to);
        return items.isEmpty() ? page(call, first, from, to) : items;
    }

    private List<JsonNode> page(
            RecordPlan.Call call, @Nullable String first, long from, @Nullable Long to) {
        ObjectNode parameters = Json.object();
        call.parameters()
                .properties()
                .forEach(each -> parameters.set(each.getKey(), each.getValue()));
        if (to != null) {
            parameters.put("until", to);
        }
        ArrayNode arguments = Json.array();
        arguments.add(first);
        arguments.add(from);
        arguments.add(plan.page());
        arguments.add(parameters);
        return Json.items(calls.get(Lane.RECONCILE, call.method(), arguments, patience));
    }

    private static String key(JsonNode item) {
        return Json.text(item, "symbol").orElse("")
                + '\n'
                + Json.requireText(item, "id")
                + '\n'
                + Json.text(item, "side").orElse("");
    }

    private static long millis(JsonNode item) {
        return Json.decimal(item, "timestamp").map(at -> at.longValue()).orElse(0L);
    }
}
