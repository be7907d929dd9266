package dev.keel.venues.simulator.okx;

import dev.keel.venues.simulator.BrokerOrder.State;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.PlacedOrder;
import dev.keel.venues.simulator.book.Placing;
import dev.keel.venues.simulator.book.Refusal;
import dev.keel.venues.simulator.book.Trade;
import dev.keel.venues.simulator.http.Denied;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.Routes;
import dev.keel.venues.simulator.http.WireReply;
import dev.keel.venues.simulator.http.WireRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Orders and fills, those that wait included. */
final class OkxOrders {
    private static final String API = "www.okx.com/api/v5/trade";

    private final Book book;

    OkxOrders(Book book) {
        this.book = book;
    }

    void routes(Routes routes, OkxAuth auth) {
        routes.on(Ask.SUBMIT, "POST", API + "/order", auth.signed(this::place))
                .on(Ask.SUBMIT, "POST", API + "/batch-orders", auth.signed(this::place))
                .on(Ask.SUBMIT, "POST", API + "/order-algo", auth.signed(this::placeAlgo))
                .on(Ask.CANCEL, "POST", API + "/cancel-order", auth.signed(this::cancel))
                .on(Ask.CANCEL, "POST", API + "/cancel-batch-orders", auth.signed(this::cancel))
                .on(Ask.CANCEL, "POST", API + "/cancel-algos", auth.signed(this::cancelAlgo))
                .on(Ask.QUERY, "GET", API + "/order", auth.signed(this::query))
                .on(Ask.QUERY, "GET", API + "/order-algo", auth.signed(this::queryAlgo))
                .on(Ask.OPEN_ORDERS, "GET", API + "/orders-pending", auth.signed(this::open))
                .on(
                        Ask.OPEN_ORDERS,
                        "GET",
                        API + "/orders-algo-pending",
                        auth.signed(request -> algos(request, one -> one.state() == State.DORMANT)))
                .on(Ask.HISTORY, "GET", API + "/orders-history", auth.signed(this::history))
                .on(Ask.HISTORY, "GET", API + "/orders-history-archive", auth.signed(this::history))
                .on(
                        Ask.HISTORY,
                        "GET",
                        API + "/orders-algo-history",
                        auth.signed(request -> algos(request, one -> one.state() != State.DORMANT)))
                .on(Ask.HISTORY, "GET", API + "/fills", auth.signed(this::fills))
                .on(Ask.HISTORY, "GET", API + "/fills-history", auth.signed(this::fills));
    }

    /** The first of what is asked for; batches of more than one are not simulated. */
    private static Map<String, String> first(WireRequest request) {
        JsonNode body = request.json();
        JsonNode one = body.isArray() ? body.path(0) : body;
        Map<String, String> fields = new LinkedHashMap<>();
        one.properties()
                .forEach(entry -> fields.put(entry.getKey(), Json.text(one, entry.getKey())));
        return fields;
    }

    private WireReply place(WireRequest request) {
        Map<String, String> fields = first(request);
        return outcome(book.place(new OkxTerms(book, market(fields), fields).plain()), fields);
    }

    private WireReply placeAlgo(WireRequest request) {
        Map<String, String> fields = first(request);
        return outcome(book.place(new OkxTerms(book, market(fields), fields).waiting()), fields);
    }

    private WireReply outcome(Placing placing, Map<String, String> fields) {
        String clientId = fields.getOrDefault("clOrdId", "");
        return switch (placing) {
            case Placing.Refused(Refusal why) -> OkxCodes.ofOrder(OkxCodes.of(why), clientId);
            case Placing.Taken(PlacedOrder order) -> ids(order);
        };
    }

    private WireReply ids(PlacedOrder order) {
        boolean waits = isAlgo(order);
        ObjectNode ids =
                Json.object(
                        waits ? "algoId" : "ordId",
                        order.id(),
                        waits ? "algoClOrdId" : "clOrdId",
                        order.terms().clientId(),
                        "tag",
                        "",
                        "ts",
                        OkxShapes.millis(book.now()),
                        "sCode",
                        "0",
                        "sMsg",
                        "");
        return OkxCodes.ok(List.of(ids));
    }

    private static boolean isAlgo(PlacedOrder order) {
        return order.terms().trigger() != null;
    }

    private WireReply cancel(WireRequest request) {
        return end(request, "ordId", "clOrdId", order -> order.state() == State.WORKING);
    }

    private WireReply cancelAlgo(WireRequest request) {
        return end(request, "algoId", "algoClOrdId", order -> order.state() == State.DORMANT);
    }

    private WireReply end(
            WireRequest request,
            String idName,
            String clientIdName,
            Predicate<PlacedOrder> mayEnd) {
        Map<String, String> fields = first(request);
        market(fields);
        Optional<PlacedOrder> found = named(fields, idName, clientIdName).filter(mayEnd);
        found.ifPresent(book::cancel);
        return found.map(this::ids)
                .orElseGet(() ->
                        OkxCodes.ofOrder(
                                OkxCodes.of(Refusal.ALREADY_DONE),
                                fields.getOrDefault(clientIdName, "")));
    }

    private Optional<PlacedOrder> named(
            Map<String, String> fields, String idName, String clientIdName) {
        String id = fields.getOrDefault(idName, "");
        return id.isEmpty()
                ? book.byClientId(fields.getOrDefault(clientIdName, ""))
                        .filter(one -> !one.terms().clientId().isEmpty())
                : book.byId(id);
    }

    private WireReply query(WireRequest request) {
        Map<String, String> fields = request.fields();
        market(fields);
        return named(fields, "ordId", "clOrdId")
                .filter(order -> order.state() != State.DORMANT)
                .map(order -> OkxCodes.ok(List.of(shown(order))))
                .orElseGet(OkxOrders::notFound);
    }

    private WireReply queryAlgo(WireRequest request) {
        return named(request.fields(), "algoId", "algoClOrdId")
                .filter(OkxOrders::isAlgo)
                .map(order -> OkxCodes.ok(List.of(OkxShapes.algo(order))))
                .orElseGet(OkxOrders::notFound);
    }

    private static WireReply notFound() {
        OkxCodes.Code code = OkxCodes.of(Refusal.NOT_FOUND);
        return OkxCodes.error(200, code.value(), code.words());
    }

    private WireReply open(WireRequest request) {
        return OkxPages.of(
                request, orders(request, order -> order.state() == State.WORKING), "ordId");
    }

    private WireReply history(WireRequest request) {
        return OkxPages.of(
                request,
                orders(
                        request,
                        order -> !order.isOpen() && OkxPages.isIn(request, order.placedAt())),
                "ordId");
    }

    private WireReply algos(WireRequest request, Predicate<PlacedOrder> which) {
        String type = request.field("ordType");
        List<ObjectNode> shown =
                book.orders().stream()
                        .filter(OkxOrders::isAlgo)
                        .filter(which)
                        .filter(selected(request))
                        .map(OkxShapes::algo)
                        .filter(one -> type.isEmpty() || type.contains(Json.text(one, "ordType")))
                        .toList();
        return OkxPages.of(request, shown, "algoId");
    }

    private List<ObjectNode> orders(WireRequest request, Predicate<PlacedOrder> which) {
        return book.orders().stream()
                .filter(selected(request))
                .filter(which)
                .map(this::shown)
                .toList();
    }

    private ObjectNode shown(PlacedOrder order) {
        @Nullable Trade last =
                book.trades().reversed().stream()
                        .filter(trade -> trade.order().number() == order.number())
                        .findFirst()
                        .orElse(null);
        return OkxShapes.order(order, last);
    }

    private WireReply fills(WireRequest request) {
        String order = request.field("ordId");
        List<ObjectNode> shown =
                book.trades().stream()
                        .filter(trade -> order.isEmpty() || trade.order().id().equals(order))
                        .filter(trade -> OkxPages.isIn(request, trade.at()))
                        .flatMap(trade ->
                                book.byId(trade.order().id()).stream()
                                        .filter(selected(request))
                                        .map(of ->
                                                OkxShapes.trade(
                                                        trade, OkxShapes.posSide(of.terms()))))
                        .toList();
        return OkxPages.of(request, shown, "billId");
    }

    private static Predicate<PlacedOrder> selected(WireRequest request) {
        String type = request.field("instType");
        String instrument = request.field("instId");
        return order -> {
            Market market = order.terms().market();
            return (type.isEmpty() || OkxShapes.instType(market).equals(type))
                    && (instrument.isEmpty() || market.wireId().equals(instrument));
        };
    }

    private Market market(Map<String, String> fields) {
        return book.market(fields.getOrDefault("instId", ""))
                .orElseThrow(() ->
                        new Denied(
                                OkxCodes.ofOrder(
                                        OkxCodes.of(Refusal.UNKNOWN_MARKET),
                                        fields.getOrDefault("clOrdId", ""))));
    }
}
