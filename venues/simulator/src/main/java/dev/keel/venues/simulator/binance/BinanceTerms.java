package dev.keel.venues.simulator.binance;

import dev.keel.core.order.Side;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.OrderTerms;
import dev.keel.venues.simulator.book.OrderTerms.Leg;
import dev.keel.venues.simulator.book.OrderTerms.Lifetime;
import dev.keel.venues.simulator.book.OrderTerms.Manner;
import dev.keel.venues.simulator.book.OrderTerms.Trigger;
import dev.keel.venues.simulator.book.OrderTerms.Way;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an order out of a request's fields. */
final class BinanceTerms {
    private static final Set<String> MARKET_TYPES =
            Set.of(
                    "MARKET",
                    "STOP_MARKET",
                    "TAKE_PROFIT_MARKET",
                    "STOP_LOSS",
                    "TAKE_PROFIT",
                    "TRAILING_STOP_MARKET");
    private static final Set<String> TAKES_PROFIT =
            Set.of("TAKE_PROFIT", "TAKE_PROFIT_LIMIT", "TAKE_PROFIT_MARKET");

    private final Market market;
    private final Map<String, String> fields;
    private final String type;

    BinanceTerms(Market market, Map<String, String> fields) {
        this.market = market;
        this.fields = fields;
        this.type = field("type");
    }

    /**
     * @param clientIdField what the client's id is called in this request
     */
    OrderTerms read(String clientIdField) {
        Side side =
                switch (field("side")) {
                    case "BUY" -> Side.BUY;
                    case "SELL" -> Side.SELL;
                    default -> throw BinanceCodes.denied(-1117, "Invalid side.");
                };
        return new OrderTerms(
                field(clientIdField),
                market,
                side,
                amount("quantity"),
                isMarket() ? null : amount("price"),
                trigger(side),
                manner(),
                fields);
    }

    /** A type that asks for a price does so on both kinds; TAKE_PROFIT is at the market on spot. */
    private boolean isMarket() {
        boolean futuresTakeProfitLimit = !market.isSpot() && type.equals("TAKE_PROFIT");
        return MARKET_TYPES.contains(type) && !futuresTakeProfitLimit;
    }

    private Manner manner() {
        Lifetime lifetime =
                switch (field("timeInForce")) {
                    case "IOC" -> Lifetime.IOC;
                    case "FOK" -> Lifetime.FOK;
                    case "GTX" -> Lifetime.POST_ONLY;
                    default -> type.equals("LIMIT_MAKER") ? Lifetime.POST_ONLY : Lifetime.GTC;
                };
        Leg leg =
                switch (field("positionSide")) {
                    case "LONG" -> Leg.LONG;
                    case "SHORT" -> Leg.SHORT;
                    default -> Leg.BOTH;
                };
        return new Manner(lifetime, leg, field("reduceOnly").equals("true"));
    }

    private @Nullable Trigger trigger(Side side) {
        if (type.equals("TRAILING_STOP_MARKET")) {
            BigDecimal rate = amount("callbackRate").movePointLeft(2);
            return new Trigger.Trailing(rate, null);
        }
        String at = field("stopPrice").isEmpty() ? field("triggerPrice") : field("stopPrice");
        if (at.isEmpty()) {
            return null;
        }
        boolean rises = (side == Side.BUY) != TAKES_PROFIT.contains(type);
        return new Trigger.At(decimal("stopPrice", at), rises ? Way.RISES : Way.FALLS);
    }

    private BigDecimal amount(String name) {
        String text = field(name);
        if (text.isEmpty()) {
            throw BinanceCodes.denied(
                    -1102,
                    "Mandatory parameter '"
                            + name
                            + "' was not sent, was empty/null, or malformed.");
        }
        return decimal(name, text);
    }

    private static BigDecimal decimal(String name, String text) {
        if (!text.matches("\\d{1,20}(\\.\\d{1,20})?")) {
            throw BinanceCodes.denied(
                    -1100, "Illegal characters found in parameter '" + name + "'.");
        }
        return new BigDecimal(text);
    }

    private String field(String name) {
        return fields.getOrDefault(name, "");
    }
}
