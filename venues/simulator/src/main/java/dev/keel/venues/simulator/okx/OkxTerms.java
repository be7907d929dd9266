package dev.keel.venues.simulator.okx;

import dev.keel.core.order.Side;
import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.OrderTerms;
import dev.keel.venues.simulator.book.OrderTerms.Leg;
import dev.keel.venues.simulator.book.OrderTerms.Lifetime;
import dev.keel.venues.simulator.book.OrderTerms.Manner;
import dev.keel.venues.simulator.book.OrderTerms.Trigger;
import dev.keel.venues.simulator.book.OrderTerms.Way;
import dev.keel.venues.simulator.book.Quote;
import dev.keel.venues.simulator.http.Denied;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an order out of a request's fields. */
final class OkxTerms {
    private static final String AT_MARKET = "-1";

    private final Market market;
    private final Map<String, String> fields;
    private final Optional<Quote> quote;

    OkxTerms(Book book, Market market, Map<String, String> fields) {
        this.market = market;
        this.fields = fields;
        this.quote = book.quote(market.id());
    }

    OrderTerms plain() {
        boolean atMarket = field("ordType").equals("market");
        Side side = side();
        return new OrderTerms(
                field("clOrdId"),
                market,
                side,
                quantity(atMarket, side),
                atMarket ? null : amount("px"),
                null,
                manner(),
                fields);
    }

    /** An order that waits; it has a client id of its own. */
    OrderTerms waiting() {
        return new OrderTerms(
                field("algoClOrdId"),
                market,
                side(),
                amount("sz"),
                limitAfterTrigger(),
                trigger(),
                manner(),
                fields);
    }

    private Trigger trigger() {
        return switch (field("ordType")) {
            case "move_order_stop" -> new Trigger.Trailing(amount("callbackRatio"), null);
            case "trigger" -> at("triggerPx");
            case "conditional" ->
                    at(field("slTriggerPx").isEmpty() ? "tpTriggerPx" : "slTriggerPx");
            default -> throw wrong("ordType");
        };
    }

    /** The venue does not ask from where; the market of now tells. */
    private Trigger at(String name) {
        BigDecimal price = amount(name);
        boolean rises = quote.filter(now -> price.compareTo(now.middle()) > 0).isPresent();
        return new Trigger.At(price, rises ? Way.RISES : Way.FALLS);
    }

    private @Nullable BigDecimal limitAfterTrigger() {
        for (String name : new String[] {"orderPx", "slOrdPx", "tpOrdPx"}) {
            if (!field(name).isEmpty() && !field(name).equals(AT_MARKET)) {
                return amount(name);
            }
        }
        return null;
    }

    private Side side() {
        return switch (field("side")) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> throw wrong("side");
        };
    }

    /** On spot, a purchase at the market counts in the quote asset unless it says otherwise. */
    private BigDecimal quantity(boolean atMarket, Side side) {
        BigDecimal stated = amount("sz");
        String unit = field("tgtCcy");
        boolean inQuote =
                market.isSpot()
                        && atMarket
                        && (unit.equals("quote_ccy") || (unit.isEmpty() && side == Side.BUY));
        if (!inQuote || quote.isEmpty()) {
            return stated;
        }
        BigDecimal lot = market.rules().lot();
        return stated.divide(quote.get().against(side).multiply(lot), 0, RoundingMode.DOWN)
                .multiply(lot);
    }

    private Manner manner() {
        Lifetime lifetime =
                switch (field("ordType")) {
                    case "ioc", "optimal_limit_ioc" -> Lifetime.IOC;
                    case "fok" -> Lifetime.FOK;
                    case "post_only" -> Lifetime.POST_ONLY;
                    default -> Lifetime.GTC;
                };
        Leg leg =
                switch (field("posSide")) {
                    case "long" -> Leg.LONG;
                    case "short" -> Leg.SHORT;
                    default -> Leg.BOTH;
                };
        return new Manner(lifetime, leg, field("reduceOnly").equals("true"));
    }

    private BigDecimal amount(String name) {
        String text = field(name);
        if (!text.matches("\\d{1,20}(\\.\\d{1,20})?")) {
            throw wrong(name);
        }
        return new BigDecimal(text);
    }

    private Denied wrong(String name) {
        return new Denied(
                OkxCodes.ofOrder(
                        new OkxCodes.Code("51000", "Parameter " + name + " error"),
                        field("clOrdId")));
    }

    private String field(String name) {
        return fields.getOrDefault(name, "");
    }
}
