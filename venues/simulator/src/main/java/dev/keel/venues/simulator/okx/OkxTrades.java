package dev.keel.venues.simulator.okx;

import dev.keel.core.order.Side;
import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.Trade;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.WireReply;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What trades in a market, as everyone is told of it. */
final class OkxTrades {
    private static final int USUAL = 100;
    private static final int MOST = 500;

    private OkxTrades() {}

    /** The newest first; no time can be asked for. */
    static WireReply recent(Book book, Market market, String limit) {
        int most = limit.isEmpty() ? USUAL : Math.min(MOST, Integer.parseInt(limit));
        List<ObjectNode> list =
                book.trades(market).reversed().stream().limit(most).map(OkxTrades::shown).toList();
        return OkxCodes.ok(list);
    }

    /** As the stream tells it: what one order took at one price would be one, here each is. */
    static ObjectNode event(Trade trade) {
        return shown(trade).put("count", "1");
    }

    private static ObjectNode shown(Trade trade) {
        return Json.object(
                "instId", trade.market().wireId(),
                "tradeId", Long.toString(trade.number()),
                "px", trade.price(),
                "sz", trade.quantity(),
                "side", trade.taker() == Side.BUY ? "buy" : "sell",
                "ts", OkxShapes.millis(trade.at()));
    }
}
