package dev.keel.venues.simulator.bybit;

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
final class BybitTerms {
    private final Market market;
    private final Map<String, String> fields;
    private final Optional<Quote> quote;

    BybitTerms(Book book, Market market, Map<String, String> fields) {
        this.market = market;
        this.fields = fields;
        this.quote = book.quote(market.id());
    }

    OrderTerms read() {
        Side side =
                switch (field("side")) {
                    case "Buy" -> Side.BUY;
                    case "Sell" -> Side.SELL;
                    default -> throw wrong("side");
                };
        boolean atMarket = field("orderType").equals("Market");
        BigDecimal price = atMarket ? null : amount("price");
        return new OrderTerms(
                field("orderLinkId"),
                market,
                side,
                quantity(atMarket, side),
                price,
                trigger(),
                manner(),
                fields);
    }

    /** On spot, a purchase at the market counts in the quote asset unless it says otherwise. */
    private BigDecimal quantity(boolean atMarket, Side side) {
        BigDecimal stated = amount("qty");
        String unit = field("marketUnit");
        boolean inQuote =
                market.isSpot()
                        && atMarket
                        && (unit.equals("quoteCoin") || (unit.isEmpty() && side == Side.BUY));
        if (!inQuote || quote.isEmpty()) {
            return stated;
        }
        BigDecimal lot = market.rules().lot();
        return stated.divide(quote.get().against(side).multiply(lot), 0, RoundingMode.DOWN)
                .multiply(lot);
    }

    private Manner manner() {
        Lifetime lifetime =
                switch (field("timeInForce")) {
                    case "IOC" -> Lifetime.IOC;
                    case "FOK" -> Lifetime.FOK;
                    case "PostOnly" -> Lifetime.POST_ONLY;
                    default -> Lifetime.GTC;
                };
        Leg leg =
                switch (field("positionIdx")) {
                    case "1" -> Leg.LONG;
                    case "2" -> Leg.SHORT;
                    default -> Leg.BOTH;
                };
        return new Manner(lifetime, leg, field("reduceOnly").equals("true"));
    }

    private @Nullable Trigger trigger() {
        if (field("triggerPrice").isEmpty()) {
            return null;
        }
        BigDecimal at = amount("triggerPrice");
        return switch (field("triggerDirection")) {
            case "1" -> new Trigger.At(at, Way.RISES);
            case "2" -> new Trigger.At(at, Way.FALLS);
            default -> new Trigger.At(at, wayFromHere(at));
        };
    }

    /** Spot does not say from where; the market of now tells. */
    private Way wayFromHere(BigDecimal at) {
        return quote.filter(now -> at.compareTo(now.middle()) > 0).isPresent()
                ? Way.RISES
                : Way.FALLS;
    }

    private BigDecimal amount(String name) {
        String text = field(name);
        if (!text.matches("\\d{1,20}(\\.\\d{1,20})?")) {
            throw wrong(name);
        }
        return new BigDecimal(text);
    }

    private static Denied wrong(String name) {
        return new Denied(BybitCodes.error(10001, "params error: " + name + " invalid"));
    }

    private String field(String name) {
        return fields.getOrDefault(name, "");
    }
}
