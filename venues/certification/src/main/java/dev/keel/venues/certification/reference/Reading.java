package dev.keel.venues.certification.reference;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Side;
import dev.keel.core.order.TradeId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.History;
import dev.keel.core.venue.Holdings;
import dev.keel.core.venue.Movement;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueTrade;
import dev.keel.venues.simulator.BrokerOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the reference broker says. */
final class Reading {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Instrument instrument;
    private final PlantedBug bug;

    Reading(Instrument instrument, PlantedBug bug) {
        this.instrument = instrument;
        this.bug = bug;
    }

    /** A body as JSON; empty if it is none. */
    static Optional<JsonNode> body(String text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private @Nullable OrderId client(JsonNode node, String venueId) {
        OrderId own = own(node.path("client").asString(""));
        if (own == null && bug == PlantedBug.TAKES_FOREIGN_FOR_OURS) {
            return OrderId.parse(venueId);
        }
        return own;
    }

    private static @Nullable OrderId own(String client) {
        if (client.isEmpty()) {
            return null;
        }
        OrderId id = OrderId.parse(client);
        return ReferenceInfo.PROFILE.minted(id) ? id : null;
    }

    VenueOrder order(JsonNode node) {
        String id = node.path("id").asString("");
        return new VenueOrder(
                client(node, id),
                new VenueOrderId(id),
                instrument.id(),
                Side.valueOf(node.path("side").asString("")),
                Quantity.of(node.path("quantity").asString("")),
                Quantity.of(node.path("filled").asString("")),
                state(node),
                node.path("state").asString(""));
    }

    private static VenueOrder.State state(JsonNode node) {
        return switch (BrokerOrder.State.valueOf(node.path("state").asString(""))) {
            case DORMANT, WORKING -> VenueOrder.State.WORKING;
            case FILLED -> VenueOrder.State.FILLED;
            case CANCELED -> VenueOrder.State.CANCELED;
            case EXPIRED -> VenueOrder.State.EXPIRED;
            case REJECTED -> VenueOrder.State.REJECTED;
        };
    }

    List<VenueOrder> orders(JsonNode array) {
        List<VenueOrder> orders = new ArrayList<>();
        array.forEach(node -> orders.add(order(node)));
        return orders;
    }

    private Fill fill(JsonNode node) {
        return new Fill(
                new TradeId(node.path("id").asString("")),
                Price.of(node.path("price").asString("")),
                Quantity.of(node.path("quantity").asString("")),
                Money.of(instrument.quote(), node.path("fee").asString("")),
                Liquidity.TAKER,
                Instant.parse(node.path("at").asString("")));
    }

    private VenueTrade trade(JsonNode node) {
        boolean busted = node.path("busted").asBoolean(false);
        return new VenueTrade(
                client(node, "1"),
                new VenueOrderId(node.path("order").asString("")),
                instrument.id(),
                Side.valueOf(node.path("side").asString("")),
                fill(node),
                busted ? VenueTrade.Cause.BUST : VenueTrade.Cause.ORDER);
    }

    /** One page of the history. */
    History history(JsonNode body) {
        List<VenueTrade> trades = new ArrayList<>();
        body.path("trades").forEach(node -> trades.add(trade(node)));
        if (bug == PlantedBug.HIDES_BUSTS) {
            trades.removeIf(trade -> trade.cause() == VenueTrade.Cause.BUST);
        }
        List<Movement> movements = new ArrayList<>();
        if (bug != PlantedBug.HIDES_MOVEMENTS) {
            body.path("movements").forEach(node -> movements.add(movement(node)));
        }
        return new History(
                body.path("until").asString(""), orders(body.path("ended")), trades, movements);
    }

    private static Movement movement(JsonNode node) {
        return new Movement(
                node.path("id").asString(""),
                Movement.Kind.TRANSFER,
                Money.of(
                        Asset.of(node.path("asset").asString("")),
                        node.path("amount").asString("")),
                null,
                Instant.parse(node.path("at").asString("")));
    }

    Holdings holdings(JsonNode body) {
        BigDecimal position = new BigDecimal(body.path("position").asString(""));
        return new Holdings(
                Map.of(instrument.id(), bug == PlantedBug.LOSES_SIGN ? position.abs() : position),
                Money.of(instrument.quote(), body.path("cash").asString("")));
    }

    /** What an event of the stream means for an order of ours. */
    Optional<VenueReport> report(JsonNode event) {
        OrderId own = own(event.path("client").asString(""));
        if (own == null) {
            return Optional.empty();
        }
        return switch (event.path("type").asString("")) {
            case "trade" -> tradeReport(own, event);
            case "order" -> endReport(own, order(event));
            default -> Optional.empty();
        };
    }

    private Optional<VenueReport> tradeReport(OrderId own, JsonNode event) {
        Fill fill = fill(event);
        if (event.path("busted").asBoolean(false)) {
            return bug == PlantedBug.HIDES_BUSTS
                    ? Optional.empty()
                    : Optional.of(
                            new VenueReport(
                                    own,
                                    new OrderChange.Busted(
                                            fill, new Evidence("venue stream", "bust"))));
        }
        if (bug == PlantedBug.NAMES_TRADES_TWICE) {
            fill =
                    new Fill(
                            new TradeId("s-" + fill.tradeId()),
                            fill.price(),
                            fill.quantity(),
                            fill.fee(),
                            fill.liquidity(),
                            fill.at());
        }
        return Optional.of(new VenueReport(own, new OrderChange.Filled(fill)));
    }

    private static Optional<VenueReport> endReport(OrderId own, VenueOrder order) {
        Evidence words = new Evidence("venue stream", order.words());
        return switch (order.state()) {
            case WORKING, FILLED -> Optional.empty();
            case CANCELED ->
                    Optional.of(
                            new VenueReport(own, new OrderChange.Canceled(words), order.filled()));
            case EXPIRED ->
                    Optional.of(
                            new VenueReport(own, new OrderChange.Expired(words), order.filled()));
            case REJECTED -> Optional.of(new VenueReport(own, new OrderChange.Refused(words)));
        };
    }
}
