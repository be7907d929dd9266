package dev.keel.venues.simulator.bybit;

import dev.keel.core.order.Side;
import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.Movement;
import dev.keel.venues.simulator.book.Trade;
import dev.keel.venues.simulator.http.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A line of the account's log: whatever changed its money. */
record BybitTransaction(ObjectNode json, Instant at) {
    /** Everything, oldest first. */
    static List<BybitTransaction> of(Book book) {
        List<BybitTransaction> all = new ArrayList<>();
        book.movements().forEach(movement -> all.add(of(movement)));
        book.trades().forEach(trade -> all.add(of(trade)));
        return all.stream().sorted(Comparator.comparing(BybitTransaction::at)).toList();
    }

    private static BybitTransaction of(Movement movement) {
        boolean comes = movement.amount().signum() > 0;
        String type =
                switch (movement.kind()) {
                    case TRANSFER -> comes ? "TRANSFER_IN" : "TRANSFER_OUT";
                    case FUNDING -> "SETTLEMENT";
                };
        boolean funding = movement.kind() == Movement.Kind.FUNDING;
        ObjectNode json = line("m" + movement.number(), type, movement.asset(), movement.at());
        Market market = movement.market();
        json.put("symbol", market == null ? "" : market.wireId());
        json.put("category", funding ? "linear" : "");
        json.put("funding", funding ? Json.digits(movement.amount()) : "");
        json.put("cashFlow", funding ? "0" : Json.digits(movement.amount()));
        json.put("change", Json.digits(movement.amount()));
        json.put("fee", "0");
        return new BybitTransaction(json, movement.at());
    }

    private static BybitTransaction of(Trade trade) {
        Market market = trade.market();
        boolean buys = trade.side() == Side.BUY;
        BigDecimal flow =
                market.isSpot() ? buys ? trade.value().negate() : trade.value() : trade.profit();
        boolean paidInQuote = trade.feeAsset().equals(market.quote());
        BigDecimal fee = paidInQuote ? trade.fee() : BigDecimal.ZERO;
        ObjectNode json = line("t" + trade.number(), "TRADE", market.quote(), trade.at());
        json.put("symbol", market.wireId());
        json.put("category", market.isSpot() ? "spot" : "linear");
        json.put("side", BybitShapes.side(trade.side()));
        json.put("qty", Json.digits(trade.quantity()));
        json.put("tradePrice", Json.digits(trade.price()));
        json.put("cashFlow", Json.digits(flow));
        json.put("fee", Json.digits(fee));
        json.put("change", Json.digits(flow.subtract(fee)));
        json.put("orderId", trade.order().id());
        json.put("orderLinkId", trade.order().clientId());
        json.put("tradeId", Long.toString(trade.number()));
        return new BybitTransaction(json, trade.at());
    }

    private static ObjectNode line(String id, String type, String currency, Instant at) {
        return Json.object(
                "id",
                id,
                "type",
                type,
                "currency",
                currency,
                "transactionTime",
                BybitShapes.millis(at),
                "side",
                "None",
                "cashBalance",
                "0");
    }
}
