package dev.keel.venues.simulator.generic;

import dev.keel.core.order.Side;
import dev.keel.venues.simulator.book.Balance;
import dev.keel.venues.simulator.book.HeldPosition;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.Movement;
import dev.keel.venues.simulator.book.OrderTerms;
import dev.keel.venues.simulator.book.OrderTerms.Trigger;
import dev.keel.venues.simulator.book.PlacedOrder;
import dev.keel.venues.simulator.book.Trade;
import dev.keel.venues.simulator.http.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What can be filled in of orders, trades and the rest; states in the words of the venue. */
final class Words {
    private static final BigDecimal SCALE = BigDecimal.TEN.pow(8);

    private final JsonNode states;

    Words(JsonNode states) {
        this.states = states;
    }

    Map<String, Object> order(PlacedOrder order) {
        OrderTerms terms = order.terms();
        Map<String, Object> values = market(terms.market());
        values.putAll(Map.of("id", order.id(), "clientId", terms.clientId()));
        side(values, terms.side());
        String type = terms.isMarket() ? "market" : "limit";
        values.put("type", type);
        values.put("TYPE", type.toUpperCase(Locale.ROOT));
        values.put("Type", capital(type));
        BigDecimal price = terms.price();
        amount(values, "price", price == null ? BigDecimal.ZERO : price);
        amount(
                values,
                "trigger",
                terms.trigger() instanceof Trigger.At at ? at.price() : BigDecimal.ZERO);
        amount(values, "quantity", terms.quantity());
        amount(values, "filled", order.progress().filled());
        amount(values, "remaining", order.remaining());
        amount(values, "value", order.progress().value());
        amount(values, "fee", order.progress().fee());
        amount(values, "average", order.averagePrice());
        values.put(
                "averageOrNothing", order.averagePrice().signum() == 0 ? "" : order.averagePrice());
        boolean buys = terms.side() == Side.BUY;
        values.put("signed", buys ? terms.quantity() : terms.quantity().negate());
        values.put("signedLeft", buys ? order.remaining() : order.remaining().negate());
        String charged = order.progress().feeAsset();
        values.put("feeAsset", charged.isEmpty() ? terms.market().quote() : charged);
        values.put("lifetime", terms.manner().lifetime().name());
        values.put("reduceOnly", terms.manner().reduceOnly());
        if (terms.manner().reduceOnly()) {
            values.put("openingSide", buys ? 2 : 4);
        }
        values.put("isOpen", order.isOpen());
        values.put("isEnded", !order.isOpen());
        values.put("isCanceled", !order.isOpen() && order.remaining().signum() > 0);
        boolean filled = order.remaining().signum() == 0;
        values.put("endEvent", filled ? "OrderUpdated" : "OrderCancelled");
        values.put("endReason", filled ? "full_fill" : "cancelled_by_user");
        values.put("openOrFinished", order.isOpen() ? "open" : "finished");
        values.put("state", state(order));
        values.put("contractState", contractState(order));
        values.put(
                "contractWord",
                state(order)
                        .replace("submitted", "new")
                        .replace("partial-", "partially-")
                        .replace('-', '_'));
        values.put("sideAndType", values.get("side") + "-" + type);
        at(values, "placed", order.placedAt());
        at(values, "updated", order.updatedAt());
        return values;
    }

    private String state(PlacedOrder order) {
        boolean partly = order.progress().filled().signum() > 0;
        String name = order.isOpen() && partly ? "PARTLY" : order.state().name();
        return Stream.of(name, order.state().name(), "WORKING")
                .filter(states::has)
                .findFirst()
                .map(known -> Json.text(states, known))
                .orElse("");
    }

    /** As MEXC's contracts count states. */
    private static int contractState(PlacedOrder order) {
        return switch (order.state()) {
            case DORMANT, WORKING -> 2;
            case FILLED -> 3;
            case CANCELED, EXPIRED -> 4;
            case REJECTED -> 5;
        };
    }

    Map<String, Object> trade(Trade trade, PlacedOrder order) {
        Map<String, Object> values = order(order);
        values.put("tradeId", Long.toString(trade.number()));
        amount(values, "price", trade.price());
        amount(values, "quantity", trade.quantity());
        amount(values, "value", trade.value());
        amount(values, "fee", trade.fee());
        values.put("minusFee", trade.fee().negate());
        values.put("feeAsset", trade.feeAsset());
        boolean buys = trade.side() == Side.BUY;
        values.put("signed", buys ? trade.quantity() : trade.quantity().negate());
        values.put("role", trade.maker() ? "maker" : "taker");
        values.put("Role", trade.maker() ? "Maker" : "Taker");
        values.put("lowerFeeAsset", trade.feeAsset().toLowerCase(Locale.ROOT));
        values.put("fillWord", trade.maker() ? "MakerFill" : "TakerFill");
        values.put("roleLetter", trade.maker() ? "M" : "T");
        values.put("ROLE", trade.maker() ? "MAKER" : "TAKER");
        values.put("isMaker", trade.maker());
        values.put("isTaker", !trade.maker());
        values.put("isBuyer", buys);
        at(values, "traded", trade.at());
        return values;
    }

    static Map<String, Object> market(Market market) {
        Market.Rules rules = market.rules();
        Map<String, Object> values = new TreeMap<>();
        values.put("symbol", market.wireId());
        values.put("lowerSymbol", market.wireId().toLowerCase(Locale.ROOT));
        values.put("base", market.base());
        values.put("quote", market.quote());
        values.put("lowerBase", market.base().toLowerCase(Locale.ROOT));
        values.put("lowerQuote", market.quote().toLowerCase(Locale.ROOT));
        amount(values, "tick", rules.tick());
        amount(values, "lot", rules.lot());
        amount(values, "minQuantity", rules.minQuantity());
        amount(values, "minNotional", rules.minNotional());
        amount(values, "contractSize", market.contractSize());
        values.put("baseTickText", Json.digits(rules.lot()) + " " + market.base());
        values.put("quoteTickText", Json.digits(rules.tick()) + " " + market.quote());
        values.put("minNotionalText", Json.digits(rules.minNotional()) + " " + market.quote());
        values.put("maker", rules.maker());
        values.put("taker", rules.taker());
        values.put("tickDecimals", decimals(rules.tick()));
        values.put("lotDecimals", decimals(rules.lot()));
        return values;
    }

    static Map<String, Object> balance(Balance balance) {
        Map<String, Object> values = new TreeMap<>();
        values.put("asset", balance.asset());
        values.put("lowerAsset", balance.asset().toLowerCase(Locale.ROOT));
        amount(values, "total", balance.total());
        amount(values, "free", balance.free());
        amount(values, "locked", balance.locked());
        return values;
    }

    /** An asset in two lines, for venues that write free and frozen apart. */
    static List<Map<String, Object>> balanceLines(Balance balance) {
        Map<String, Object> free = balance(balance);
        free.put("part", "trade");
        free.put("amount", balance.free());
        Map<String, Object> locked = balance(balance);
        locked.put("part", "frozen");
        locked.put("amount", balance.locked());
        return List.of(free, locked);
    }

    /** What a position has paid, below zero, or received. */
    static Map<String, Object> funding(Movement paid) {
        Market market = paid.market();
        Map<String, Object> values = market == null ? new TreeMap<>() : market(market);
        values.put("fundingId", Long.toString(paid.number()));
        values.put("asset", paid.asset());
        values.put("lowerAsset", paid.asset().toLowerCase(Locale.ROOT));
        amount(values, "amount", paid.amount());
        at(values, "paid", paid.at());
        return values;
    }

    static Map<String, Object> position(HeldPosition held) {
        Map<String, Object> values = market(held.market());
        amount(values, "size", held.quantity().abs());
        values.put("signed", held.quantity());
        amount(values, "entry", held.entry());
        amount(values, "notional", held.notional());
        values.put("isLong", held.isLong());
        values.put("asset", held.market().quote());
        values.put("longOne", held.isLong() ? 1 : 2);
        values.put("longShort", held.isLong() ? "long" : "short");
        values.put("positionSide", held.isLong() ? "POSITION_SIDE_LONG" : "POSITION_SIDE_SHORT");
        values.put("LONGSHORT", held.isLong() ? "LONG" : "SHORT");
        side(values, held.isLong() ? Side.BUY : Side.SELL);
        return values;
    }

    private static void side(Map<String, Object> values, Side side) {
        values.put("SIDE", side.name());
        values.put("side", side.name().toLowerCase(Locale.ROOT));
        values.put("Side", capital(side.name().toLowerCase(Locale.ROOT)));
        values.put("isBuy", side == Side.BUY);
        values.put("sideNumber", side == Side.BUY ? 1 : 2);
        values.put("openingSide", side == Side.BUY ? 1 : 3);
    }

    /** An amount, and the same in hundred-millionths for venues that write no decimals. */
    static void amount(Map<String, Object> values, String name, BigDecimal amount) {
        values.put(name, amount);
        values.put(name + "Scaled", amount.multiply(SCALE));
    }

    static void at(Map<String, Object> values, String name, Instant at) {
        BigDecimal millis = BigDecimal.valueOf(at.toEpochMilli());
        values.put(name + "Millis", millis);
        values.put(name + "Nanos", millis.movePointRight(6));
        values.put(name + "Seconds", millis.movePointLeft(3));
        values.put(name + "Iso", at.toString());
    }

    private static int decimals(BigDecimal step) {
        return Math.max(0, step.stripTrailingZeros().scale());
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
