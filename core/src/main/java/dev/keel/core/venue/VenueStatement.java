package dev.keel.core.venue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a venue says of a whole account. Each part is complete, or null if its query failed: a query
 * that fails proves nothing.
 *
 * @param askedAt our time when it was asked for, before anything was sent
 * @param after the cursor that the history was asked from; null for the beginning
 */
public record VenueStatement(
        Instant askedAt,
        @Nullable String after,
        @Nullable List<VenueOrder> openOrders,
        @Nullable History history,
        @Nullable Holdings holdings) {
    public VenueStatement {
        openOrders = openOrders == null ? null : List.copyOf(openOrders);
    }

    /** Whether every query was answered. */
    public boolean isWhole() {
        return openOrders != null && history != null && holdings != null;
    }
}
