package dev.keel.venues.simulator.binance;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.simulator.BrokerOrder.State;
import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.HeldPosition;
import dev.keel.venues.simulator.book.Movement;
import dev.keel.venues.simulator.book.OrderTerms;
import dev.keel.venues.simulator.book.PlacedOrder;
import dev.keel.venues.simulator.book.Trade;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.Site;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Events of the account as they go over its stream. */
final class BinanceEvents {
    private final Site site;
    private final Book book;

    BinanceEvents(Site site) {
        this.site = site;
        this.book = site.book();
    }

    ObjectNode order(PlacedOrder order, @Nullable Trade trade) {
        if (site.kind() == InstrumentKind.SPOT) {
            ObjectNode event = Json.object("e", "executionReport", "E", book.now());
            event.setAll(body(order, trade));
            event.put("Z", Json.digits(order.progress().value()));
            event.put("Y", trade == null ? "0" : Json.digits(trade.value()));
            event.put("O", order.placedAt().toEpochMilli());
            event.put("w", order.state() == State.WORKING);
            return event;
        }
        if (order.state() == State.DORMANT || isWaitingCanceled(order)) {
            return Json.object(
                    "e", "ALGO_UPDATE", "E", book.now(), "T", order.updatedAt(), "o", algo(order));
        }
        ObjectNode body = body(order, trade);
        body.put("ap", Json.digits(order.averagePrice()));
        body.put("sp", Json.digits(BinanceShapes.stopPrice(order.terms())));
        body.put("ps", order.terms().manner().leg().name());
        body.put("R", order.terms().manner().reduceOnly());
        body.put("rp", trade == null ? "0" : Json.digits(trade.profit()));
        body.put("ot", BinanceShapes.type(order));
        body.put("wt", "CONTRACT_PRICE");
        return Json.object(
                "e", "ORDER_TRADE_UPDATE", "E", book.now(), "T", order.updatedAt(), "o", body);
    }

    private static boolean isWaitingCanceled(PlacedOrder order) {
        return order.state() == State.CANCELED
                && BinanceAlgo.isConditional(order)
                && order.progress().filled().signum() == 0;
    }

    private static ObjectNode algo(PlacedOrder order) {
        OrderTerms terms = order.terms();
        return Json.object(
                "caid", terms.clientId(),
                "aid", Long.parseLong(order.id()),
                "at", "CONDITIONAL",
                "o", BinanceShapes.type(order),
                "s", terms.market().wireId(),
                "S", terms.side().name(),
                "ps", terms.manner().leg().name(),
                "f", BinanceShapes.timeInForce(terms),
                "q", terms.quantity(),
                "X", order.state() == State.DORMANT ? "NEW" : "CANCELED",
                "ai", "",
                "ap", "0",
                "aq", "0",
                "act", "0",
                "tp", BinanceShapes.stopPrice(terms),
                "p", BinanceShapes.price(terms),
                "R", terms.manner().reduceOnly());
    }

    private static ObjectNode body(PlacedOrder order, @Nullable Trade trade) {
        OrderTerms terms = order.terms();
        boolean canceled = order.state() == State.CANCELED;
        return Json.object(
                "s", terms.market().wireId(),
                "c", canceled ? "cancel" + order.number() : terms.clientId(),
                "C", canceled ? terms.clientId() : "",
                "S", terms.side().name(),
                "o", BinanceShapes.type(order),
                "f", BinanceShapes.timeInForce(terms),
                "q", terms.quantity(),
                "p", BinanceShapes.price(terms),
                "P", BinanceShapes.stopPrice(terms),
                "x", change(order, trade),
                "X", BinanceShapes.status(order),
                "r", "NONE",
                "i", Long.parseLong(order.id()),
                "l", trade == null ? BigDecimal.ZERO : trade.quantity(),
                "z", order.progress().filled(),
                "L", trade == null ? BigDecimal.ZERO : trade.price(),
                "n", trade == null ? BigDecimal.ZERO : trade.fee(),
                "N", trade == null ? null : trade.feeAsset(),
                "T", order.updatedAt(),
                "t", trade == null ? -1 : trade.number(),
                "m", trade != null && trade.maker());
    }

    private static String change(PlacedOrder order, @Nullable Trade trade) {
        if (trade != null) {
            return "TRADE";
        }
        return switch (order.state()) {
            case DORMANT, WORKING, FILLED -> "NEW";
            case CANCELED -> "CANCELED";
            case EXPIRED -> "EXPIRED";
            case REJECTED -> "REJECTED";
        };
    }

    ObjectNode balanceUpdate(Movement movement) {
        return Json.object(
                "e", "balanceUpdate",
                "E", book.now(),
                "a", movement.asset(),
                "d", movement.amount(),
                "T", movement.at());
    }

    ObjectNode holdings(String reason) {
        if (site.kind() == InstrumentKind.SPOT) {
            List<ObjectNode> balances =
                    book.balances().stream()
                            .map(one ->
                                    Json.object(
                                            "a", one.asset(),
                                            "f", one.free(),
                                            "l", one.locked()))
                            .toList();
            return Json.object(
                    "e",
                    "outboundAccountPosition",
                    "E",
                    book.now(),
                    "u",
                    book.now(),
                    "B",
                    balances);
        }
        return Json.object(
                "e", "ACCOUNT_UPDATE",
                "E", book.now(),
                "T", book.now(),
                "a", Json.object("m", reason, "B", wallet(), "P", positions()));
    }

    private List<ObjectNode> wallet() {
        return book.balances().stream()
                .map(one ->
                        Json.object(
                                "a", one.asset(),
                                "wb", one.total(),
                                "cw", one.total(),
                                "bc", "0"))
                .toList();
    }

    /** Every market's, so that one that was closed is told of with 0. */
    private List<ObjectNode> positions() {
        List<ObjectNode> held = book.positions().stream().map(BinanceEvents::position).toList();
        List<ObjectNode> flat =
                book.markets().stream()
                        .filter(market -> book.position(market.id()).signum() == 0)
                        .map(market ->
                                Json.object(
                                        "s", market.wireId(),
                                        "pa", "0",
                                        "ep", "0",
                                        "cr", "0",
                                        "up", "0",
                                        "mt", "cross",
                                        "iw", "0",
                                        "ps", "BOTH"))
                        .toList();
        return java.util.stream.Stream.concat(held.stream(), flat.stream()).toList();
    }

    private static ObjectNode position(HeldPosition held) {
        return Json.object(
                "s",
                held.market().wireId(),
                "pa",
                held.quantity(),
                "ep",
                held.entry(),
                "cr",
                "0",
                "up",
                "0",
                "mt",
                "cross",
                "iw",
                "0",
                "ps",
                held.leg().name());
    }
}
