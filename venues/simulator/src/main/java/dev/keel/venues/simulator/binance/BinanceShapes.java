package dev.keel.venues.simulator.binance;

import dev.keel.core.order.Side;
import dev.keel.venues.simulator.BrokerOrder.State;
import dev.keel.venues.simulator.book.OrderTerms;
import dev.keel.venues.simulator.book.OrderTerms.Trigger;
import dev.keel.venues.simulator.book.OrderTerms.Way;
import dev.keel.venues.simulator.book.PlacedOrder;
import dev.keel.venues.simulator.book.Trade;
import dev.keel.venues.simulator.http.Json;
import java.math.BigDecimal;
import tools.jackson.databind.node.ObjectNode;

/** Orders and trades as Binance writes them. */
final class BinanceShapes {
    private BinanceShapes() {}

    static String status(PlacedOrder order) {
        boolean partly = order.progress().filled().signum() > 0;
        return switch (order.state()) {
            case DORMANT -> "NEW";
            case WORKING -> partly ? "PARTIALLY_FILLED" : "NEW";
            case FILLED -> "FILLED";
            case CANCELED -> "CANCELED";
            case EXPIRED -> "EXPIRED";
            case REJECTED -> "REJECTED";
        };
    }

    static String type(PlacedOrder order) {
        return order.terms().wire().getOrDefault("type", "LIMIT");
    }

    static String timeInForce(OrderTerms terms) {
        return switch (terms.manner().lifetime()) {
            case GTC -> "GTC";
            case IOC -> "IOC";
            case FOK -> "FOK";
            case POST_ONLY -> terms.market().isSpot() ? "GTC" : "GTX";
        };
    }

    static BigDecimal price(OrderTerms terms) {
        BigDecimal price = terms.price();
        return price == null ? BigDecimal.ZERO : price;
    }

    static BigDecimal stopPrice(OrderTerms terms) {
        return terms.trigger() instanceof Trigger.At(BigDecimal at, Way way) ? at : BigDecimal.ZERO;
    }

    /** What both kinds of market show. */
    static ObjectNode common(PlacedOrder order) {
        OrderTerms terms = order.terms();
        return Json.object(
                "symbol", terms.market().wireId(),
                "orderId", Long.parseLong(order.id()),
                "clientOrderId", terms.clientId(),
                "price", price(terms),
                "origQty", terms.quantity(),
                "executedQty", order.progress().filled(),
                "status", status(order),
                "timeInForce", timeInForce(terms),
                "type", type(order),
                "side", terms.side().name(),
                "stopPrice", stopPrice(terms));
    }

    static ObjectNode spotOrder(PlacedOrder order) {
        ObjectNode json = common(order);
        json.put("orderListId", -1L);
        json.put("cummulativeQuoteQty", Json.digits(order.progress().value()));
        json.put("icebergQty", "0");
        json.put("time", order.placedAt().toEpochMilli());
        json.put("updateTime", order.updatedAt().toEpochMilli());
        json.put("isWorking", order.state() == State.WORKING);
        json.put("workingTime", order.placedAt().toEpochMilli());
        json.put("selfTradePreventionMode", "EXPIRE_MAKER");
        return json;
    }

    static ObjectNode futuresOrder(PlacedOrder order) {
        OrderTerms terms = order.terms();
        ObjectNode json = common(order);
        json.put("cumQuote", Json.digits(order.progress().value()));
        json.put("avgPrice", Json.digits(order.averagePrice()));
        json.put("reduceOnly", terms.manner().reduceOnly());
        json.put("closePosition", false);
        json.put("positionSide", terms.manner().leg().name());
        json.put("origType", type(order));
        json.put("workingType", "CONTRACT_PRICE");
        json.put("priceProtect", false);
        json.put("time", order.placedAt().toEpochMilli());
        json.put("updateTime", order.updatedAt().toEpochMilli());
        return json;
    }

    static ObjectNode spotTrade(Trade trade) {
        return Json.object(
                "symbol", trade.market().wireId(),
                "id", trade.number(),
                "orderId", Long.parseLong(trade.order().id()),
                "orderListId", -1,
                "price", trade.price(),
                "qty", trade.quantity(),
                "quoteQty", trade.value(),
                "commission", trade.fee(),
                "commissionAsset", trade.feeAsset(),
                "time", trade.at(),
                "isBuyer", trade.side() == Side.BUY,
                "isMaker", trade.maker(),
                "isBestMatch", true);
    }

    static ObjectNode futuresTrade(Trade trade, String positionSide) {
        return Json.object(
                "symbol", trade.market().wireId(),
                "id", trade.number(),
                "orderId", Long.parseLong(trade.order().id()),
                "side", trade.side().name(),
                "price", trade.price(),
                "qty", trade.quantity(),
                "quoteQty", trade.value(),
                "realizedPnl", trade.profit(),
                "commission", trade.fee(),
                "commissionAsset", trade.feeAsset(),
                "time", trade.at(),
                "positionSide", positionSide,
                "buyer", trade.side() == Side.BUY,
                "maker", trade.maker());
    }
}
