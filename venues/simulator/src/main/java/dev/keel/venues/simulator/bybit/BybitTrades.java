package dev.keel.venues.simulator.bybit;

import dev.keel.core.order.Side;
import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.Trade;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.WireReply;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What trades in a market, as everyone is told of it. */
final class BybitTrades {
    private static final int MOST_SPOT = 60;
    private static final int MOST_LINEAR = 1_000;

    private final Book book;

    BybitTrades(Book book) {
        this.book = book;
    }

    /** The newest first; no time can be asked for. */
    WireReply recent(Market market, String limit) {
        int most = market.isSpot() ? MOST_SPOT : MOST_LINEAR;
        int wanted = limit.isEmpty() ? most : Math.min(most, Integer.parseInt(limit));
        List<ObjectNode> list =
                book.trades(market).reversed().stream().limit(wanted).map(this::listed).toList();
        return BybitCodes.ok(
                Json.object("category", market.isSpot() ? "spot" : "linear", "list", list),
                book.now());
    }

    private ObjectNode listed(Trade trade) {
        return Json.object(
                "execId", execution(trade),
                "symbol", trade.market().wireId(),
                "price", trade.price(),
                "size", trade.quantity(),
                "side", side(trade),
                "time", BybitShapes.millis(trade.at()),
                "isBlockTrade", false,
                "seq", Long.toString(trade.number()));
    }

    /** As the stream tells it. */
    ObjectNode event(Trade trade) {
        return Json.object(
                "T", trade.at(),
                "s", trade.market().wireId(),
                "S", side(trade),
                "v", trade.quantity(),
                "p", trade.price(),
                "L", "PlusTick",
                "i", execution(trade),
                "BT", false);
    }

    private static String side(Trade trade) {
        return trade.taker() == Side.BUY ? "Buy" : "Sell";
    }

    private String execution(Trade trade) {
        return book.byId(trade.order().id())
                .map(order -> BybitShapes.execution(trade, order))
                .orElseThrow();
    }
}
