package dev.keel.server.kill;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Money;
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
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueStatement;
import dev.keel.core.venue.VenueTrade;
import dev.keel.ledger.json.JsonFields;
import dev.keel.ledger.json.JsonWriter;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What goes over the line: one JSON object a line, told apart by {@code is}. */
final class Wire {
    private Wire() {}

    static String report(VenueReport report) {
        return JsonWriter.object(json -> {
            json.text("is", "report").text("client", report.order());
            if (report.filled() != null) {
                json.decimal("filled", report.filled().value());
            }
            switch (report.change()) {
                case OrderChange.Accepted(VenueOrderId id) ->
                        json.text("kind", "accepted").text("id", id);
                case OrderChange.Refused(Evidence why) ->
                        json.text("kind", "refused").text("words", why.reference());
                case OrderChange.CancelRefused(Evidence why) ->
                        json.text("kind", "cancelRefused").text("words", why.reference());
                case OrderChange.Canceled(Evidence why) ->
                        json.text("kind", "canceled").text("words", why.reference());
                case OrderChange.Filled(Fill fill) -> {
                    json.text("kind", "filled");
                    fill(json, fill);
                }
                case OrderChange.Doubted _,
                        OrderChange.CancelRequested _,
                        OrderChange.Busted _,
                        OrderChange.Expired _ ->
                        throw new IllegalArgumentException("not said here: " + report);
            }
        });
    }

    static VenueReport report(JsonFields json) {
        OrderChange change =
                switch (json.text("kind")) {
                    case "accepted" -> new OrderChange.Accepted(new VenueOrderId(json.text("id")));
                    case "refused" -> new OrderChange.Refused(evidence(json));
                    case "cancelRefused" -> new OrderChange.CancelRefused(evidence(json));
                    case "canceled" -> new OrderChange.Canceled(evidence(json));
                    case "filled" -> new OrderChange.Filled(fill(json));
                    default -> throw new IllegalArgumentException("unknown kind of report");
                };
        Quantity filled = json.has("filled") ? json.quantity("filled") : null;
        return new VenueReport(OrderId.parse(json.text("client")), change, filled);
    }

    static String answer(VenueAnswer answer) {
        return JsonWriter.object(json -> {
            switch (answer) {
                case VenueAnswer.Found(VenueOrder order) -> {
                    json.text("is", "found");
                    order(json, order);
                }
                case VenueAnswer.NotFound absent ->
                        json.text("is", "notFound")
                                .text("client", absent.order())
                                .text("askedAt", absent.askedAt())
                                .text("words", absent.words());
                case VenueAnswer.Stated(VenueStatement statement) -> statement(json, statement);
                case VenueAnswer.Failed(String query, String why) ->
                        json.text("is", "failed").text("query", query).text("why", why);
                case VenueAnswer.Reconnected _ ->
                        throw new IllegalArgumentException("the line itself tells it");
            }
        });
    }

    static VenueAnswer answer(JsonFields json) {
        return switch (json.text("is")) {
            case "found" -> new VenueAnswer.Found(order(json));
            case "notFound" ->
                    new VenueAnswer.NotFound(
                            OrderId.parse(json.text("client")),
                            json.instant("askedAt"),
                            json.text("words"));
            case "failed" -> new VenueAnswer.Failed(json.text("query"), json.text("why"));
            case "statement" -> new VenueAnswer.Stated(statement(json));
            default -> throw new IllegalArgumentException("unknown answer");
        };
    }

    private static void statement(JsonWriter json, VenueStatement statement) {
        json.text("is", "statement")
                .text("askedAt", statement.askedAt())
                .optionalText("after", statement.after());
        if (statement.openOrders() != null) {
            json.children("open", statement.openOrders(), Wire::order);
        }
        History history = statement.history();
        if (history != null) {
            history(json, history);
        }
        Holdings holdings = statement.holdings();
        if (holdings != null) {
            holdings(json, holdings);
        }
    }

    private static VenueStatement statement(JsonFields json) {
        return new VenueStatement(
                json.instant("askedAt"),
                json.has("after") ? json.text("after") : null,
                json.has("open") ? json.children("open").stream().map(Wire::order).toList() : null,
                json.has("cursor") ? history(json) : null,
                json.has("positions") ? holdings(json) : null);
    }

    static void history(JsonWriter json, History history) {
        json.text("cursor", Objects.requireNonNull(history.cursor()))
                .children("ended", history.ended(), Wire::order)
                .children("trades", history.trades(), Wire::trade)
                .children("movements", history.movements(), Wire::movement);
    }

    static History history(JsonFields json) {
        return new History(
                json.text("cursor"),
                json.children("ended").stream().map(Wire::order).toList(),
                json.children("trades").stream().map(Wire::trade).toList(),
                json.children("movements").stream().map(Wire::movement).toList());
    }

    static void holdings(JsonWriter json, Holdings holdings) {
        Money cash = holdings.cash();
        if (cash != null) {
            json.decimal("cash", cash.amount());
        }
        json.children(
                "positions",
                holdings.positions().entrySet(),
                (child, position) ->
                        child.text("symbol", position.getKey())
                                .decimal("quantity", position.getValue()));
    }

    static Holdings holdings(JsonFields json) {
        Map<InstrumentId, BigDecimal> positions = new TreeMap<>();
        json.children("positions")
                .forEach(position ->
                        positions.put(
                                InstrumentId.of(position.text("symbol")),
                                position.decimal("quantity")));
        Money cash = json.has("cash") ? new Money(VenueTerms.CURRENCY, json.decimal("cash")) : null;
        return new Holdings(positions, cash);
    }

    static void order(JsonWriter json, VenueOrder order) {
        json.optionalText("client", order.clientId())
                .text("id", order.id())
                .text("symbol", order.instrument())
                .text("side", order.side())
                .decimal("quantity", order.quantity().value())
                .decimal("filled", order.filled().value())
                .text("state", order.state())
                .text("words", order.words());
    }

    static VenueOrder order(JsonFields json) {
        return new VenueOrder(
                client(json),
                new VenueOrderId(json.text("id")),
                InstrumentId.of(json.text("symbol")),
                json.choice("side", Side.class),
                json.quantity("quantity"),
                json.quantity("filled"),
                json.choice("state", VenueOrder.State.class),
                json.text("words"));
    }

    static void trade(JsonWriter json, VenueTrade trade) {
        json.optionalText("client", trade.clientId())
                .text("venueOrder", trade.venueOrder())
                .text("symbol", trade.instrument())
                .text("side", trade.side())
                .text("cause", trade.cause());
        fill(json, trade.fill());
    }

    static VenueTrade trade(JsonFields json) {
        return new VenueTrade(
                client(json),
                new VenueOrderId(json.text("venueOrder")),
                InstrumentId.of(json.text("symbol")),
                json.choice("side", Side.class),
                fill(json),
                json.choice("cause", VenueTrade.Cause.class));
    }

    private static void movement(JsonWriter json, Movement movement) {
        json.text("id", movement.id())
                .text("kind", movement.kind())
                .decimal("amount", movement.amount().amount())
                .optionalText("symbol", movement.instrument())
                .text("at", movement.at());
    }

    private static Movement movement(JsonFields json) {
        return new Movement(
                json.text("id"),
                json.choice("kind", Movement.Kind.class),
                new Money(VenueTerms.CURRENCY, json.decimal("amount")),
                json.has("symbol") ? InstrumentId.of(json.text("symbol")) : null,
                json.instant("at"));
    }

    private static void fill(JsonWriter json, Fill fill) {
        json.text("trade", fill.tradeId())
                .decimal("price", fill.price().value())
                .decimal("traded", fill.quantity().value())
                .decimal("fee", fill.fee().amount())
                .text("at", fill.at());
    }

    private static Fill fill(JsonFields json) {
        return new Fill(
                new TradeId(json.text("trade")),
                json.price("price"),
                json.quantity("traded"),
                new Money(VenueTerms.CURRENCY, json.decimal("fee")),
                Liquidity.TAKER,
                json.instant("at"));
    }

    private static @Nullable OrderId client(JsonFields json) {
        return json.has("client") ? OrderId.parse(json.text("client")) : null;
    }

    private static Evidence evidence(JsonFields json) {
        return new Evidence("venue", json.text("words"));
    }
}
