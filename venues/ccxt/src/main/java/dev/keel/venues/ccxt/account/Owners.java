package dev.keel.venues.ccxt.account;

import dev.keel.core.order.OrderId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.venues.ccxt.answer.ClientIds;
import dev.keel.venues.ccxt.table.Json;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * Whose the venue's orders are. Most venues' trades name the venue's order only; which of them are
 * ours is learnt from whatever shows both ids. For any number of threads.
 */
public final class Owners {
    private final ClientIds clientIds;
    private final Map<String, Optional<OrderId>> known = new ConcurrentHashMap<>();

    public Owners(ClientIds clientIds) {
        this.clientIds = clientIds;
    }

    /** Learns from what the venue has told of an order of ours. */
    public void learn(VenueOrderId venueOrder, OrderId order) {
        known.put(venueOrder.value(), Optional.of(order));
    }

    /** Learns from an order as the library shows it, and from the one that it became. */
    public void learn(JsonNode order) {
        Optional<OrderId> own = clientIds.own(order);
        Json.text(order, "id").ifPresent(id -> learn(id, own));
        Json.text(order, "info.actualOrderId").ifPresent(id -> learn(id, own));
    }

    private void learn(String id, Optional<OrderId> own) {
        known.merge(id, own, (before, now) -> before.isPresent() ? before : now);
    }

    boolean isKnown(JsonNode trade) {
        return clientIds.own(trade).isPresent()
                || Json.text(trade, "order").map(known::containsKey).orElse(true);
    }

    /** Our id of the order that a trade belongs to; empty for somebody else's. */
    public Optional<OrderId> of(JsonNode trade) {
        return clientIds
                .own(trade)
                .or(() ->
                        Json.text(trade, "order")
                                .flatMap(id -> known.getOrDefault(id, Optional.empty())));
    }
}
