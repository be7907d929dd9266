package dev.keel.venues.simulator.bybit;

import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.WireRequest;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Long lists, newest first, in pages that name the next one. */
final class BybitPages {
    private static final String PREFIX = "page:";

    private BybitPages() {}

    /**
     * @param all oldest first
     * @param usual how many if the request does not say
     */
    static ObjectNode of(WireRequest request, String category, List<ObjectNode> all, int usual) {
        String limit = request.field("limit");
        int most = limit.isEmpty() ? usual : Math.min(100, Integer.parseInt(limit));
        String cursor = request.field("cursor");
        int from = cursor.isEmpty() ? 0 : Integer.parseInt(cursor.replaceFirst("^page[:]", ""));
        List<ObjectNode> newestFirst = all.reversed();
        int start = Math.min(from, newestFirst.size());
        int end = Math.min(start + most, newestFirst.size());
        String next = end < newestFirst.size() ? PREFIX + end : "";
        return Json.object(
                "list", newestFirst.subList(start, end),
                "nextPageCursor", next,
                "category", category);
    }

    static boolean isIn(WireRequest request, Instant at) {
        String from = request.field("startTime");
        String until = request.field("endTime");
        return (from.isEmpty() || at.toEpochMilli() >= Long.parseLong(from))
                && (until.isEmpty() || at.toEpochMilli() <= Long.parseLong(until));
    }
}
