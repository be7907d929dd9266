package dev.keel.venues.simulator.bybit;

import dev.keel.core.order.Side;
import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.HeldPosition;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.OrderTerms;
import dev.keel.venues.simulator.book.OrderTerms.Leg;
import dev.keel.venues.simulator.book.OrderTerms.Trigger;
import dev.keel.venues.simulator.book.OrderTerms.Way;
import dev.keel.venues.simulator.book.PlacedOrder;
import dev.keel.venues.simulator.book.Quote;
import dev.keel.venues.simulator.book.Trade;
import dev.keel.venues.simulator.http.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Orders, trades and positions as Bybit writes them: every number is a string. */
final class BybitShapes {
    private BybitShapes() {}

    static ObjectNode order(PlacedOrder order) {
        OrderTerms terms = order.terms();
        boolean spot = terms.market().isSpot();
        ObjectNode json =
                Json.object(
                        "category", spot ? "spot" : "linear",
                        "orderId", order.id(),
                        "orderLinkId", terms.clientId(),
                        "symbol", terms.market().wireId(),
                        "side", side(terms.side()),
                        "orderType", terms.isMarket() ? "Market" : "Limit",
                        "price", terms.price() == null ? "0" : terms.price(),
                        "qty", terms.quantity(),
                        "marketUnit", spot && terms.isMarket() ? "baseCoin" : "",
                        "timeInForce", timeInForce(terms),
                        "orderStatus", status(order),
                        "avgPrice", order.averagePrice().signum() == 0 ? "" : order.averagePrice(),
                        "leavesQty", order.isOpen() ? order.remaining() : BigDecimal.ZERO,
                        "leavesValue", "0",
                        "cumExecQty", order.progress().filled(),
                        "cumExecValue", order.progress().value(),
                        "cumExecFee", order.progress().fee(),
                        "cumFeeDetail", fees(order),
                        "triggerPrice", trigger(terms),
                        "triggerDirection", direction(terms),
                        "triggerBy", terms.trigger() == null ? "" : "LastPrice",
                        "stopOrderType", terms.trigger() == null ? "" : "Stop",
                        "reduceOnly", terms.manner().reduceOnly(),
                        "closeOnTrigger", false,
                        "positionIdx", index(terms.manner().leg()),
                        "isLeverage", "0",
                        "rejectReason", "EC_NoError",
                        "cancelType", "UNKNOWN",
                        "createdTime", millis(order.placedAt()),
                        "updatedTime", millis(order.updatedAt()));
        if (!spot) {
            json.put("tpslMode", "UNKNOWN");
        }
        return json;
    }

    private static ObjectNode fees(PlacedOrder order) {
        String asset = order.progress().feeAsset();
        return asset.isEmpty() ? Json.object() : Json.object(asset, order.progress().fee());
    }

    static ObjectNode trade(Trade trade, PlacedOrder order) {
        OrderTerms terms = order.terms();
        Market market = trade.market();
        BigDecimal rate = trade.maker() ? market.rules().maker() : market.rules().taker();
        return Json.object(
                "category", market.isSpot() ? "spot" : "linear",
                "symbol", market.wireId(),
                "orderId", order.id(),
                "orderLinkId", terms.clientId(),
                "side", side(trade.side()),
                "orderPrice", terms.price() == null ? "0" : terms.price(),
                "orderQty", terms.quantity(),
                "leavesQty", "0",
                "orderType", terms.isMarket() ? "Market" : "Limit",
                "stopOrderType", "UNKNOWN",
                "execFee", trade.fee(),
                "feeCurrency", market.isSpot() ? trade.feeAsset() : "",
                "feeRate", rate,
                "execId", execution(trade, order),
                "execPrice", trade.price(),
                "execQty", trade.quantity(),
                "execType", "Trade",
                "execValue", trade.value(),
                "execTime", millis(trade.at()),
                "isMaker", trade.maker(),
                "isLeverage", "0",
                "closedSize", trade.profit().signum() == 0 ? BigDecimal.ZERO : trade.quantity(),
                "seq", trade.number());
    }

    /** Contracts name executions like orders; spot numbers them. */
    static String execution(Trade trade, PlacedOrder order) {
        return trade.market().isSpot()
                ? Long.toString(2_290_000_000_000_000_000L + trade.number())
                : new UUID(order.number(), trade.number()).toString();
    }

    static ObjectNode position(Book book, Market market, Leg leg) {
        HeldPosition held =
                book.positions().stream()
                        .filter(one -> one.market().equals(market) && one.leg() == leg)
                        .findFirst()
                        .orElse(new HeldPosition(market, leg, BigDecimal.ZERO, BigDecimal.ZERO));
        BigDecimal mark = book.quote(market.id()).map(Quote::middle).orElse(held.entry());
        String side = held.quantity().signum() == 0 ? "" : held.isLong() ? "Buy" : "Sell";
        BigDecimal leverage = book.leverage(market);
        return Json.object(
                "positionIdx",
                index(leg),
                "riskId",
                1,
                "riskLimitValue",
                "2000000",
                "symbol",
                market.wireId(),
                "side",
                side,
                "size",
                held.quantity().abs(),
                "avgPrice",
                held.entry(),
                "entryPrice",
                held.entry(),
                "positionValue",
                held.notional(),
                "tradeMode",
                0,
                "autoAddMargin",
                0,
                "positionStatus",
                "Normal",
                "leverage",
                leverage,
                "markPrice",
                mark,
                "liqPrice",
                "",
                "bustPrice",
                "",
                "positionIM",
                held.notional().divide(leverage, 8, RoundingMode.UP),
                "positionMM",
                "0",
                "positionBalance",
                "0",
                "takeProfit",
                "",
                "stopLoss",
                "",
                "trailingStop",
                "0",
                "unrealisedPnl",
                held.profitAt(mark),
                "curRealisedPnl",
                "0",
                "cumRealisedPnl",
                "0",
                "seq",
                book.trades().size(),
                "isReduceOnly",
                false,
                "createdTime",
                millis(book.now()),
                "updatedTime",
                millis(book.now()));
    }

    static String status(PlacedOrder order) {
        boolean partly = order.progress().filled().signum() > 0;
        boolean spot = order.terms().market().isSpot();
        return switch (order.state()) {
            case DORMANT -> "Untriggered";
            case WORKING -> partly ? "PartiallyFilled" : "New";
            case FILLED -> "Filled";
            case CANCELED, EXPIRED -> partly && spot ? "PartiallyFilledCanceled" : canceled(order);
            case REJECTED -> "Rejected";
        };
    }

    private static String canceled(PlacedOrder order) {
        boolean waited = order.terms().trigger() != null && order.progress().filled().signum() == 0;
        return waited ? "Deactivated" : "Cancelled";
    }

    private static String timeInForce(OrderTerms terms) {
        return switch (terms.manner().lifetime()) {
            case GTC -> terms.isMarket() ? "IOC" : "GTC";
            case IOC -> "IOC";
            case FOK -> "FOK";
            case POST_ONLY -> "PostOnly";
        };
    }

    private static Object trigger(OrderTerms terms) {
        return terms.trigger() instanceof Trigger.At(BigDecimal at, Way way) ? at : "";
    }

    private static int direction(OrderTerms terms) {
        return terms.trigger() instanceof Trigger.At(BigDecimal at, Way way)
                ? way == Way.RISES ? 1 : 2
                : 0;
    }

    static String side(Side side) {
        return side == Side.BUY ? "Buy" : "Sell";
    }

    private static int index(Leg leg) {
        return switch (leg) {
            case BOTH -> 0;
            case LONG -> 1;
            case SHORT -> 2;
        };
    }

    static String millis(Instant at) {
        return Long.toString(at.toEpochMilli());
    }
}
