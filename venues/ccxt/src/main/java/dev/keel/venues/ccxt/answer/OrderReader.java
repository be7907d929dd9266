package dev.keel.venues.ccxt.answer;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Side;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.VenueOrder;
import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.ccxt.table.UnreadableException;
import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads orders as the library shows them. */
public final class OrderReader {
    private final ClientIds clientIds;

    public OrderReader(ClientIds clientIds) {
        this.clientIds = clientIds;
    }

    /**
     * Reads an order.
     *
     * @throws UnreadableException if something of it is missing
     */
    public VenueOrder read(JsonNode order) {
        Quantity quantity = quantity(Json.requireDecimal(order, "amount"));
        Quantity filled = filled(order, quantity);
        return new VenueOrder(
                clientIds.own(order).orElse(null),
                new VenueOrderId(Json.requireText(order, "id")),
                InstrumentId.of(Json.requireText(order, "symbol")),
                side(order),
                quantity,
                filled,
                state(order, quantity, filled),
                words(order));
    }

    /** Whether there is anything of an order to be read. */
    public static boolean isOrder(JsonNode node) {
        return node.isObject() && Json.text(node, "id").isPresent();
    }

    static Side side(JsonNode from) {
        String side = sideOfContracts(from).orElseGet(() -> Json.requireText(from, "side"));
        return switch (side) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default ->
                    throw new UnreadableException("side must be buy or sell, was '" + side + "'");
        };
    }

    /**
     * MEXC counts the sides of its contracts: opening a long, closing a short, opening a short,
     * closing a long. The library reads the second as a sell, and the last two not at all.
     */
    private static Optional<String> sideOfContracts(JsonNode from) {
        boolean ofMexc = Json.text(from, "info.vol").isPresent();
        return Json.text(from, "info.side")
                .filter(side -> ofMexc && side.matches("[1-4]"))
                .map(side -> side.equals("1") || side.equals("2") ? "buy" : "sell");
    }

    private static Quantity filled(JsonNode order, Quantity quantity) {
        Optional<BigDecimal> filled = Json.decimal(order, "filled");
        if (filled.isPresent()) {
            return quantity(filled.get());
        }
        BigDecimal remaining =
                Json.decimal(order, "remaining")
                        .orElseThrow(() -> new UnreadableException("filled must be given"));
        return quantity(quantity.value().subtract(remaining));
    }

    private static VenueOrder.State state(JsonNode order, Quantity quantity, Quantity filled) {
        String status = Json.requireText(order, "status");
        return switch (status) {
            case "open", "canceling" -> VenueOrder.State.WORKING;
            case "closed" ->
                    filled.compareTo(quantity) >= 0
                            ? VenueOrder.State.FILLED
                            : VenueOrder.State.CANCELED;
            case "canceled" -> VenueOrder.State.CANCELED;
            case "expired" -> VenueOrder.State.EXPIRED;
            case "rejected" ->
                    filled.isZero() ? VenueOrder.State.REJECTED : VenueOrder.State.CANCELED;
            default -> throw new UnreadableException("status is not known: '" + status + "'");
        };
    }

    private static String words(JsonNode order) {
        String status = Json.requireText(order, "status");
        return Json.text(order, "info.status")
                .or(() -> Json.text(order, "info.orderStatus"))
                .or(() -> Json.text(order, "info.state"))
                .map(own -> status + " (" + own.substring(0, Math.min(own.length(), 60)) + ")")
                .orElse(status);
    }

    private static Quantity quantity(BigDecimal value) {
        if (value.signum() < 0) {
            throw new UnreadableException("amount must not be negative, was " + value);
        }
        return new Quantity(value);
    }
}
