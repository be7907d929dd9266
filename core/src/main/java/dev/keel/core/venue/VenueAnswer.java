package dev.keel.core.venue;

import dev.keel.core.order.OrderId;
import java.time.Instant;

/** What a venue answers when it is asked; it may come late, twice or never. */
public sealed interface VenueAnswer {
    /** The order with our id, as it is there. */
    record Found(VenueOrder order) implements VenueAnswer {}

    /**
     * The venue's own word that it shows no order with this id. Not yet a proof that it never had
     * it.
     *
     * @param askedAt our time when it was asked, before anything was sent
     * @param words what it said
     */
    record NotFound(OrderId order, Instant askedAt, String words) implements VenueAnswer {}

    record Stated(VenueStatement statement) implements VenueAnswer {}

    /** A query failed. It proves nothing, but that it failed. */
    record Failed(String query, String why) implements VenueAnswer {
        /** The query of a statement as a whole; that of an order is named by its id. */
        public static final String STATEMENT = "statement";
    }

    /** The connection was lost and is back: what was said meanwhile has to be asked for. */
    record Reconnected() implements VenueAnswer {}
}
