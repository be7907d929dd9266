package dev.keel.venues.simulator.okx;

import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.WireReply;
import dev.keel.venues.simulator.http.WireRequest;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Long lists, newest first: {@code after} an id means older, {@code before} means newer. */
final class OkxPages {
    private static final int MOST = 100;

    private OkxPages() {}

    /**
     * @param all oldest first
     * @param idName the field that pages go by
     */
    static WireReply of(WireRequest request, List<ObjectNode> all, String idName) {
        String older = request.field("after");
        String newer = request.field("before");
        String limit = request.field("limit");
        int most = limit.isEmpty() ? MOST : Math.min(MOST, Integer.parseInt(limit));
        return OkxCodes.ok(
                all.reversed().stream()
                        .filter(one -> older.isEmpty() || compare(one, idName, older) < 0)
                        .filter(one -> newer.isEmpty() || compare(one, idName, newer) > 0)
                        .limit(most)
                        .toList());
    }

    private static int compare(ObjectNode one, String idName, String other) {
        return new BigInteger(Json.text(one, idName)).compareTo(new BigInteger(other));
    }

    static boolean isIn(WireRequest request, Instant at) {
        String from = request.field("begin");
        String until = request.field("end");
        return (from.isEmpty() || at.toEpochMilli() >= Long.parseLong(from))
                && (until.isEmpty() || at.toEpochMilli() <= Long.parseLong(until));
    }
}
