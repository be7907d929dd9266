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
import java.util.stream.LongStream;
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

    /**
     * Everything that a method lists now, once each.
     *
     * @throws UnreadableException if it cannot be read whole
     */
    List<JsonNode> allNow(RecordPlan.Call call, String symbol) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        Page page = new Page(call, symbol, null, null, null);
        for (int count = 0; count < MOST_PAGES; count++) {
            List<JsonNode> items = take(page, found);
            if (items.size() < call.page()) {
                return new ArrayList<>(found.values());
            }
            if (call.next() == null) {
                throw new UnreadableException(
                        call.method() + " gives a full page: there may be more open orders");
            }
            page = page.marked(mark(call.next(), call, items, count + 1));
        }
        throw tooMany(call);
    }

    private void span(
            RecordPlan.Call call,
            @Nullable String first,
            Instant since,
            @Nullable Instant until,
            Map<String, JsonNode> found) {
        Long to = until == null ? null : until.toEpochMilli();
        Page page = new Page(call, first, since.toEpochMilli(), to, null);
        for (int count = 0; count < MOST_PAGES; count++) {
            List<JsonNode> items = take(page, found);
            if (items.size() < call.page()) {
                return;
            }
            page = following(page, items, count + 1);
        }
        throw tooMany(call);
    }

    private Page following(Page page, List<JsonNode> items, int pages) {
        NextPage next = page.call.next();
        if (next != null) {
            return page.marked(mark(next, page.call, items, pages));
        }
        LongStream times = items.stream().mapToLong(PagedCalls::millis);
        // Some venues leave out what happened at the very end of a span: the oldest may have
        // company.
        return plan.latestFirst()
                ? new Page(page.call, page.first, page.from, times.min().orElseThrow() + 1, null)
                : new Page(page.call, page.first, times.max().orElseThrow(), page.to, null);
    }

    private static String mark(
            NextPage next, RecordPlan.Call call, List<JsonNode> items, int pages) {
        return next.after(items, pages, call.page())
                .orElseThrow(() ->
                        new UnreadableException(
                                call.method() + " gives a full page that names no next one"));
    }

    private static UnreadableException tooMany(RecordPlan.Call call) {
        return new UnreadableException(call.method() + " gives more than " + MOST_PAGES + " pages");
    }

    /**
     * Reads a page. One without anything is asked for again: the library makes one of a broken
     * answer.
     */
    private List<JsonNode> take(Page page, Map<String, JsonNode> found) {
        List<JsonNode> once = read(page);
        List<JsonNode> items = once.isEmpty() ? read(page) : once;
        int before = found.size();
        items.forEach(item -> found.putIfAbsent(key(page.call, item), item));
        if (found.size() == before && isStuck(page, items)) {
            throw new UnreadableException(
                    page.call.method()
                            + " gives no more than a "
                            + (items.size() >= page.call.page() ? "full page" : "page")
                            + " of the same");
        }
        return items;
    }

    /**
     * A full page of what is known cannot be got past. Neither can any page of it where the oldest
     * come first: it shows that they do not.
     */
    private static boolean isStuck(Page page, List<JsonNode> known) {
        NextPage next = page.call.next();
        boolean upwards =
                page.mark != null && next != null && next.kind() == NextPage.Kind.GREATEST;
        return known.size() >= page.call.page() || (upwards && !known.isEmpty());
    }

    private List<JsonNode> read(Page page) {
        ObjectNode parameters = Json.object();
        page.call
                .parameters()
                .properties()
                .forEach(each -> parameters.set(each.getKey(), each.getValue()));
        if (page.to != null) {
            parameters.put("until", page.to);
        }
        NextPage next = page.call.next();
        if (page.mark != null && next != null) {
            parameters.put(next.parameter(), page.mark);
        }
        ArrayNode arguments = Json.array();
        arguments.add(page.first);
        arguments.add(page.from);
        arguments.add(page.call.limit());
        arguments.add(parameters);
        return Json.items(calls.get(Lane.RECONCILE, page.call.method(), arguments, patience));
    }

    private static String key(RecordPlan.Call call, JsonNode item) {
        return Json.text(item, "symbol").orElse("")
                + '\n'
                + (call.isFunding() ? MovementReader.fundingId(item) : Json.requireText(item, "id"))
                + '\n'
                + Json.text(item, "side").orElse("");
    }

    private static long millis(JsonNode item) {
        return Json.decimal(item, "timestamp").map(at -> at.longValue()).orElse(0L);
    }

    /**
     * What is asked for.
     *
     * @param first of the arguments: a symbol or a currency; null for none
     * @param mark of the page; null for the first
     */
    private record Page(
            RecordPlan.Call call,
            @Nullable String first,
            @Nullable Long from,
            @Nullable Long to,
            @Nullable String mark) {
        Page marked(String next) {
            return new Page(call, first, from, to, next);
        }
    }
}
