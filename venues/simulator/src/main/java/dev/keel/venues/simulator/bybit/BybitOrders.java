package dev.keel.venues.simulator.bybit;

import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.PlacedOrder;
import dev.keel.venues.simulator.book.Placing;
import dev.keel.venues.simulator.book.Refusal;
import dev.keel.venues.simulator.http.Denied;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.Routes;
import dev.keel.venues.simulator.http.Site;
import dev.keel.venues.simulator.http.WireReply;
import dev.keel.venues.simulator.http.WireRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Orders and executions. */
final class BybitOrders {
    private static final String API = "api.bybit.com/v5";

    private final Book book;
    private final String category;
    private final BybitCodes codes;

    BybitOrders(Site site, BybitCodes codes) {
        this.book = site.book();
        this.category = BybitDialect.category(site);
        this.codes = codes;
    }

    void routes(Routes routes, BybitAuth auth) {
        routes.on(Ask.SUBMIT, "POST", API + "/order/create", auth.signed(this::place))
                .on(Ask.CANCEL, "POST", API + "/order/cancel", auth.signed(this::cancel))
                .on(Ask.CANCEL, "POST", API + "/order/cancel-all", auth.signed(this::cancelAll))
                .on(Ask.OPEN_ORDERS, "GET", API + "/order/realtime", auth.signed(this::realtime))
                .on(Ask.HISTORY, "GET", API + "/order/history", auth.signed(this::history))
                .on(Ask.HISTORY, "GET", API + "/execution/list", auth.signed(this::executions));
    }

    /** A request for one order is a query, wherever it is put. */
    static Ask refine(Ask ask, WireRequest request) {
        boolean one =
                !request.field("orderLinkId").isEmpty() || !request.field("orderId").isEmpty();
        boolean reads = ask == Ask.OPEN_ORDERS || ask == Ask.HISTORY;
        return reads && one ? Ask.QUERY : ask;
    }

    private WireReply place(WireRequest request) {
        Placing placing =
                book.place(new BybitTerms(book, market(request), request.fields()).read());
        return switch (placing) {
            case Placing.Refused(Refusal why) -> codes.of(why);
            case Placing.Taken(PlacedOrder order) -> ids(order);
        };
    }

    private WireReply ids(PlacedOrder order) {
        return BybitCodes.ok(
                Json.object("orderId", order.id(), "orderLinkId", order.terms().clientId()),
                book.now());
    }

    private WireReply cancel(WireRequest request) {
        market(request);
        String id = request.field("orderId");
        Optional<PlacedOrder> order =
                id.isEmpty() ? book.byClientId(request.field("orderLinkId")) : book.byId(id);
        return order.filter(PlacedOrder::isOpen)
                .map(open -> {
                    book.cancel(open);
                    return ids(open);
                })
                .orElseGet(() -> codes.of(Refusal.ALREADY_DONE));
    }

    private WireReply cancelAll(WireRequest request) {
        List<PlacedOrder> open = book.openOrders().stream().filter(selected(request)).toList();
        open.forEach(book::cancel);
        List<ObjectNode> ids =
                open.stream()
                        .map(order ->
                                Json.object(
                                        "orderId", order.id(),
                                        "orderLinkId", order.terms().clientId()))
                        .toList();
        return BybitCodes.ok(Json.object("list", ids, "success", "1"), book.now());
    }

    /** What is open; one that is named is shown even after its end. */
    private WireReply realtime(WireRequest request) {
        boolean named = refine(Ask.OPEN_ORDERS, request) == Ask.QUERY;
        return page(request, order -> named || order.isOpen());
    }

    private WireReply history(WireRequest request) {
        return page(
                request, order -> !order.isOpen() && BybitPages.isIn(request, order.placedAt()));
    }

    private WireReply page(WireRequest request, Predicate<PlacedOrder> which) {
        List<ObjectNode> shown =
                book.orders().stream()
                        .filter(selected(request))
                        .filter(which)
                        .map(BybitShapes::order)
                        .toList();
        return BybitCodes.ok(BybitPages.of(request, category, shown, 20), book.now());
    }

    private WireReply executions(WireRequest request) {
        List<ObjectNode> shown =
                book.trades().stream()
                        .filter(trade -> BybitPages.isIn(request, trade.at()))
                        .flatMap(trade ->
                                book.byId(trade.order().id()).stream()
                                        .filter(selected(request))
                                        .map(order -> BybitShapes.trade(trade, order)))
                        .toList();
        return BybitCodes.ok(BybitPages.of(request, category, shown, 50), book.now());
    }

    private Predicate<PlacedOrder> selected(WireRequest request) {
        String symbol = request.field("symbol");
        String id = request.field("orderId");
        String clientId = request.field("orderLinkId");
        boolean mine = request.field("category").equals(category);
        String filter = request.field("orderFilter");
        return order ->
                mine
                        && (symbol.isEmpty() || order.terms().market().wireId().equals(symbol))
                        && (id.isEmpty() || order.id().equals(id))
                        && (clientId.isEmpty() || order.terms().clientId().equals(clientId))
                        && (!filter.equals("Order") || order.terms().trigger() == null)
                        && (!filter.equals("StopOrder") || order.terms().trigger() != null);
    }

    private Market market(WireRequest request) {
        if (!request.field("category").equals(category)) {
            throw new Denied(BybitCodes.error(10001, "params error: category invalid"));
        }
        return book.market(request.field("symbol"))
                .orElseThrow(() -> new Denied(codes.of(Refusal.UNKNOWN_MARKET)));
    }
}
