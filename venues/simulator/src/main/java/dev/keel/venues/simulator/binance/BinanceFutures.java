package dev.keel.venues.simulator.binance;

import dev.keel.venues.simulator.BrokerOrder.State;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.PlacedOrder;
import dev.keel.venues.simulator.book.Placing;
import dev.keel.venues.simulator.book.Refusal;
import dev.keel.venues.simulator.book.Trade;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.Routes;
import dev.keel.venues.simulator.http.Site;
import dev.keel.venues.simulator.http.WireReply;
import dev.keel.venues.simulator.http.WireRequest;
import java.util.List;

/** The orders of USD-margined futures, {@code /fapi/v1}; those that wait are elsewhere. */
final class BinanceFutures {
    private static final String API = "fapi.binance.com/fapi/v1";

    private final Book book;
    private final BinanceCodes codes = new BinanceCodes(false);
    private final BinanceSelection selection;
    private final BinanceFuturesAccount account;

    BinanceFutures(Site site) {
        this.book = site.book();
        this.selection = new BinanceSelection(book, codes);
        this.account = new BinanceFuturesAccount(site);
    }

    void routes(Routes routes, BinanceAuth auth) {
        account.routes(routes, auth);
        routes.on(Ask.SUBMIT, "POST", API + "/order", auth.signed(this::place))
                .on(Ask.CANCEL, "DELETE", API + "/order", auth.signed(this::cancel))
                .on(Ask.CANCEL, "DELETE", API + "/allOpenOrders", auth.signed(this::cancelAll))
                .on(Ask.QUERY, "GET", API + "/order", auth.signed(this::query))
                .on(Ask.OPEN_ORDERS, "GET", API + "/openOrders", auth.signed(this::open))
                .on(Ask.HISTORY, "GET", API + "/allOrders", auth.signed(this::all))
                .on(Ask.HISTORY, "GET", API + "/userTrades", auth.signed(this::trades));
    }

    /** An order that waits for its trigger is not seen here. */
    private static boolean isAwake(PlacedOrder order) {
        boolean conditional = BinanceAlgo.isConditional(order);
        boolean triggered =
                order.progress().filled().signum() > 0 || order.state() == State.WORKING;
        return !conditional || triggered;
    }

    private WireReply place(WireRequest request) {
        OrderKind kind = OrderKind.of(request.field("type"));
        if (kind == OrderKind.CONDITIONAL) {
            return BinanceCodes.error(
                    400,
                    -4120,
                    "Order type not supported for this endpoint. Please use the Algo Order API"
                            + " endpoints instead.");
        }
        Placing placing =
                book.place(
                        new BinanceTerms(selection.market(request), request.fields())
                                .read("newClientOrderId"));
        return outcome(placing);
    }

    private WireReply outcome(Placing placing) {
        return switch (placing) {
            case Placing.Refused(Refusal why) -> codes.of(why);
            case Placing.Taken(PlacedOrder order) ->
                    WireReply.ok(BinanceShapes.futuresOrder(order));
        };
    }

    /** Whether a type waits for a trigger. */
    enum OrderKind {
        PLAIN,
        CONDITIONAL;

        static OrderKind of(String type) {
            return type.equals("LIMIT") || type.equals("MARKET") ? PLAIN : CONDITIONAL;
        }
    }

    private WireReply cancel(WireRequest request) {
        return selection
                .order(request, "orderId", "origClientOrderId")
                .filter(BinanceFutures::isAwake)
                .map(book::cancel)
                .map(this::outcome)
                .orElseGet(() -> codes.of(Refusal.ALREADY_DONE));
    }

    private WireReply cancelAll(WireRequest request) {
        selection.market(request);
        selection.open(request, BinanceFutures::isAwake).forEach(book::cancel);
        return WireReply.ok(
                Json.object("code", 200, "msg", "The operation of cancel all open order is done."));
    }

    private WireReply query(WireRequest request) {
        return selection
                .order(request, "orderId", "origClientOrderId")
                .filter(BinanceFutures::isAwake)
                .map(order -> WireReply.ok(BinanceShapes.futuresOrder(order)))
                .orElseGet(() -> codes.of(Refusal.NOT_FOUND));
    }

    private WireReply open(WireRequest request) {
        return orders(selection.open(request, BinanceFutures::isAwake));
    }

    private WireReply all(WireRequest request) {
        return orders(selection.orders(request, BinanceFutures::isAwake));
    }

    private static WireReply orders(List<PlacedOrder> orders) {
        return WireReply.ok(Json.array(orders.stream().map(BinanceShapes::futuresOrder).toList()));
    }

    private WireReply trades(WireRequest request) {
        return WireReply.ok(
                Json.array(
                        selection.trades(request).stream()
                                .map(trade -> BinanceShapes.futuresTrade(trade, leg(trade)))
                                .toList()));
    }

    private String leg(Trade trade) {
        return book.byId(trade.order().id())
                .map(order -> order.terms().manner().leg().name())
                .orElse("BOTH");
    }
}
