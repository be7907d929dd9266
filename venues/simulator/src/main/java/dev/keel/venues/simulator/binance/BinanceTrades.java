package dev.keel.venues.simulator.binance;

import dev.keel.core.order.Side;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.Trade;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.Routes;
import dev.keel.venues.simulator.http.WireReply;
import dev.keel.venues.simulator.http.WireRequest;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What trades in a market, as everyone is told of it: every trade is an aggregate of one. */
final class BinanceTrades {
    private static final int USUAL = 500;

    private final Book book;
    private final BinanceSelection selection;

    BinanceTrades(Book book) {
        this.book = book;
        this.selection = new BinanceSelection(book, new BinanceCodes(true));
    }

    void routes(Routes routes, String host) {
        routes.on(Ask.OTHER, "GET", host + "/aggTrades", this::aggregates);
    }

    /** From a time on oldest first; without one, the newest. */
    private WireReply aggregates(WireRequest request) {
        long from = number(request.field("startTime"), 0);
        long until = number(request.field("endTime"), Long.MAX_VALUE);
        int most = Math.toIntExact(number(request.field("limit"), USUAL));
        List<ObjectNode> all =
                book.trades(selection.market(request)).stream()
                        .filter(trade -> trade.at().toEpochMilli() >= from)
                        .filter(trade -> trade.at().toEpochMilli() <= until)
                        .map(BinanceTrades::aggregate)
                        .toList();
        int surplus = Math.max(0, all.size() - most);
        return WireReply.ok(
                Json.array(
                        from == 0
                                ? all.subList(surplus, all.size())
                                : all.subList(0, all.size() - surplus)));
    }

    private static long number(String text, long otherwise) {
        return text.isEmpty() ? otherwise : Long.parseLong(text);
    }

    /** As the stream tells it. */
    static ObjectNode event(Trade trade) {
        ObjectNode event =
                Json.object(
                        "e", "aggTrade",
                        "E", trade.at(),
                        "s", trade.market().wireId());
        event.setAll(aggregate(trade));
        return event;
    }

    private static ObjectNode aggregate(Trade trade) {
        return Json.object(
                "a", trade.number(),
                "p", trade.price(),
                "q", trade.quantity(),
                "f", trade.number(),
                "l", trade.number(),
                "T", trade.at(),
                "m", trade.taker() == Side.SELL,
                "M", true);
    }
}
