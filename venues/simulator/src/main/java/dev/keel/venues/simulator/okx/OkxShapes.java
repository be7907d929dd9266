package dev.keel.venues.simulator.okx;

import dev.keel.core.order.Side;
import dev.keel.venues.simulator.BrokerOrder.State;
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
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Orders, trades and positions as OKX writes them; a fee that was paid is below zero. */
final class OkxShapes {
    private static final long FIRST_BILL = 623_950_854_533_513_219L;

    private OkxShapes() {}

    static String instType(Market market) {
        return market.isSpot() ? "SPOT" : "SWAP";
    }

    static ObjectNode order(PlacedOrder order, @Nullable Trade last) {
        OrderTerms terms = order.terms();
        boolean waited = terms.trigger() != null;
        return Json.object(
                "instType",
                instType(terms.market()),
                "instId",
                terms.market().wireId(),
                "ccy",
                "",
                "ordId",
                order.id(),
                "clOrdId",
                waited ? "" : terms.clientId(),
                "algoId",
                waited ? order.id() : "",
                "algoClOrdId",
                waited ? terms.clientId() : "",
                "tag",
                "",
                "px",
                terms.price() == null ? "" : terms.price(),
                "sz",
                terms.quantity(),
                "pnl",
                "0",
                "ordType",
                type(order),
                "side",
                terms.side().name().toLowerCase(Locale.ROOT),
                "posSide",
                posSide(terms),
                "tdMode",
                terms.wire().getOrDefault("tdMode", "cash"),
                "tgtCcy",
                terms.market().isSpot() && terms.isMarket() ? "base_ccy" : "",
                "reduceOnly",
                Boolean.toString(terms.manner().reduceOnly()),
                "accFillSz",
                order.progress().filled(),
                "avgPx",
                order.averagePrice().signum() == 0 ? "" : order.averagePrice(),
                "state",
                state(order),
                "lever",
                terms.market().isSpot() ? "" : "10",
                "fee",
                order.progress().fee().negate(),
                "feeCcy",
                feeAsset(order),
                "rebate",
                "0",
                "rebateCcy",
                terms.market().quote(),
                "category",
                "normal",
                "cancelSource",
                "",
                "fillPx",
                last == null ? "" : last.price(),
                "fillSz",
                last == null ? "0" : last.quantity(),
                "tradeId",
                last == null ? "" : Long.toString(last.number()),
                "fillTime",
                last == null ? "" : millis(last.at()),
                "fillFee",
                last == null ? "0" : last.fee().negate(),
                "fillFeeCcy",
                last == null ? "" : last.feeAsset(),
                "execType",
                last == null ? "" : last.maker() ? "M" : "T",
                "cTime",
                millis(order.placedAt()),
                "uTime",
                millis(order.updatedAt()));
    }

    private static String type(PlacedOrder order) {
        OrderTerms terms = order.terms();
        if (terms.isMarket()) {
            return "market";
        }
        return switch (terms.manner().lifetime()) {
            case GTC -> "limit";
            case IOC -> "ioc";
            case FOK -> "fok";
            case POST_ONLY -> "post_only";
        };
    }

    private static String feeAsset(PlacedOrder order) {
        Market market = order.terms().market();
        boolean inBase = market.isSpot() && order.terms().side() == Side.BUY;
        String charged = order.progress().feeAsset();
        return charged.isEmpty() ? inBase ? market.base() : market.quote() : charged;
    }

    private static String state(PlacedOrder order) {
        boolean partly = order.progress().filled().signum() > 0;
        return switch (order.state()) {
            case DORMANT -> "live";
            case WORKING -> partly ? "partially_filled" : "live";
            case FILLED -> "filled";
            case CANCELED, EXPIRED, REJECTED -> "canceled";
        };
    }

    /** An order that waits, in its own form. */
    static ObjectNode algo(PlacedOrder order) {
        OrderTerms terms = order.terms();
        String type = terms.wire().getOrDefault("ordType", "trigger");
        String at =
                terms.trigger() instanceof Trigger.At(BigDecimal price, Way way)
                        ? Json.digits(price)
                        : "";
        String limit = terms.price() == null ? "-1" : Json.digits(terms.price());
        boolean stop = type.equals("conditional") && terms.wire().containsKey("slTriggerPx");
        boolean gain = type.equals("conditional") && !stop;
        boolean trigger = type.equals("trigger");
        return Json.object(
                "instType", instType(terms.market()),
                "instId", terms.market().wireId(),
                "algoId", order.id(),
                "algoClOrdId", terms.clientId(),
                "clOrdId", "",
                "ordId", order.state() == State.DORMANT ? "" : order.id(),
                "ordType", type,
                "sz", terms.quantity(),
                "side", terms.side().name().toLowerCase(Locale.ROOT),
                "posSide", posSide(terms),
                "tdMode", terms.wire().getOrDefault("tdMode", "cash"),
                "state", algoState(order),
                "triggerPx", trigger ? at : "",
                "ordPx", trigger ? limit : "",
                "slTriggerPx", stop ? at : "",
                "slOrdPx", stop ? limit : "",
                "tpTriggerPx", gain ? at : "",
                "tpOrdPx", gain ? limit : "",
                "callbackRatio", terms.wire().getOrDefault("callbackRatio", ""),
                "reduceOnly", Boolean.toString(terms.manner().reduceOnly()),
                "actualSz", order.progress().filled(),
                "cTime", millis(order.placedAt()),
                "uTime", millis(order.updatedAt()));
    }

    private static String algoState(PlacedOrder order) {
        boolean partly = order.progress().filled().signum() > 0;
        return switch (order.state()) {
            case DORMANT -> "live";
            case WORKING, FILLED -> "effective";
            case CANCELED, EXPIRED -> partly ? "effective" : "canceled";
            case REJECTED -> "order_failed";
        };
    }

    static ObjectNode trade(Trade trade, String posSide) {
        return Json.object(
                "instType", instType(trade.market()),
                "instId", trade.market().wireId(),
                "tradeId", Long.toString(trade.number()),
                "ordId", trade.order().id(),
                "clOrdId", trade.order().clientId(),
                "billId", bill(trade),
                "subType", trade.side() == Side.BUY ? "1" : "2",
                "tag", "",
                "fillPx", trade.price(),
                "fillSz", trade.quantity(),
                "fillPnl", trade.profit(),
                "side", trade.side().name().toLowerCase(Locale.ROOT),
                "posSide", posSide,
                "execType", trade.maker() ? "M" : "T",
                "feeCcy", trade.feeAsset(),
                "fee", trade.fee().negate(),
                "ts", millis(trade.at()),
                "fillTime", millis(trade.at()));
    }

    static String bill(Trade trade) {
        return Long.toString(FIRST_BILL + trade.number());
    }

    static ObjectNode position(Book book, HeldPosition held) {
        Market market = held.market();
        BigDecimal mark = book.quote(market.id()).map(Quote::middle).orElse(held.entry());
        BigDecimal leverage = book.leverage(market);
        boolean net = held.leg() == Leg.BOTH;
        return Json.object(
                "instType",
                "SWAP",
                "instId",
                market.wireId(),
                "posId",
                "307173036051017730",
                "mgnMode",
                "cross",
                "posSide",
                net ? "net" : held.leg().name().toLowerCase(Locale.ROOT),
                "pos",
                net ? held.quantity() : held.quantity().abs(),
                "availPos",
                held.quantity().abs(),
                "avgPx",
                held.quantity().signum() == 0 ? "" : held.entry(),
                "upl",
                held.profitAt(mark),
                "uplRatio",
                "0",
                "lever",
                leverage,
                "liqPx",
                "",
                "markPx",
                mark,
                "imr",
                held.notional().divide(leverage, 8, RoundingMode.UP),
                "margin",
                "",
                "mgnRatio",
                "100",
                "mmr",
                "0",
                "notionalUsd",
                held.notional(),
                "adl",
                "1",
                "ccy",
                market.quote(),
                "last",
                mark,
                "cTime",
                millis(book.now()),
                "uTime",
                millis(book.now()));
    }

    static String posSide(OrderTerms terms) {
        if (terms.market().isSpot()) {
            return "";
        }
        return switch (terms.manner().leg()) {
            case BOTH -> "net";
            case LONG -> "long";
            case SHORT -> "short";
        };
    }

    static String millis(Instant at) {
        return Long.toString(at.toEpochMilli());
    }
}
