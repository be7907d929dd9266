package dev.keel.venues.simulator.binance;

import dev.keel.venues.simulator.BrokerOrder.State;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.OrderTerms;
import dev.keel.venues.simulator.book.OrderTerms.Trigger;
import dev.keel.venues.simulator.book.PlacedOrder;
import dev.keel.venues.simulator.book.Placing;
import dev.keel.venues.simulator.book.Refusal;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.Routes;
import dev.keel.venues.simulator.http.Site;
import dev.keel.venues.simulator.http.WireReply;
import dev.keel.venues.simulator.http.WireRequest;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Futures orders that wait for a trigger. They have a life of their own until they are triggered;
 * what becomes of them then is seen with the plain orders, under the same ids.
 */
final class BinanceAlgo {
    private static final String API = "fapi.binance.com/fapi/v1";
    private static final String ID = "algoId";
    private static final String CLIENT_ID = "clientAlgoId";

    private final Book book;
    private final BinanceCodes codes = new BinanceCodes(false);
    private final BinanceSelection selection;

    BinanceAlgo(Site site) {
        this.book = site.book();
        this.selection = new BinanceSelection(book, codes);
    }

    void routes(Routes routes, BinanceAuth auth) {
        routes.on(Ask.SUBMIT, "POST", API + "/algoOrder", auth.signed(this::place))
                .on(Ask.CANCEL, "DELETE", API + "/algoOrder", auth.signed(this::cancel))
                .on(Ask.CANCEL, "DELETE", API + "/algoOpenOrders", auth.signed(this::cancelAll))
                .on(Ask.QUERY, "GET", API + "/algoOrder", auth.signed(this::query))
                .on(Ask.OPEN_ORDERS, "GET", API + "/openAlgoOrders", auth.signed(this::open))
                .on(Ask.HISTORY, "GET", API + "/allAlgoOrders", auth.signed(this::all));
    }

    static boolean isConditional(PlacedOrder order) {
        return order.terms().trigger() != null;
    }

    private WireReply place(WireRequest request) {
        OrderTerms terms =
                new BinanceTerms(selection.market(request), request.fields()).read(CLIENT_ID);
        if (terms.trigger() == null) {
            return BinanceCodes.error(
                    400,
                    -1102,
                    "Mandatory parameter 'triggerprice' was not sent, was empty/null, or"
                            + " malformed.");
        }
        return switch (book.place(terms)) {
            case Placing.Refused(Refusal why) -> codes.of(why);
            case Placing.Taken(PlacedOrder order) -> WireReply.ok(shape(order));
        };
    }

    private WireReply cancel(WireRequest request) {
        return selection
                .order(request, ID, CLIENT_ID)
                .filter(order -> order.state() == State.DORMANT)
                .map(order -> {
                    book.cancel(order);
                    return WireReply.ok(
                            Json.object(
                                    ID,
                                    Long.parseLong(order.id()),
                                    CLIENT_ID,
                                    order.terms().clientId(),
                                    "code",
                                    "200",
                                    "msg",
                                    "success"));
                })
                .orElseGet(() -> codes.of(Refusal.ALREADY_DONE));
    }

    private WireReply cancelAll(WireRequest request) {
        selection.market(request);
        selection.open(request, order -> order.state() == State.DORMANT).forEach(book::cancel);
        return WireReply.ok(
                Json.object("code", 200, "msg", "The operation of cancel all open order is done."));
    }

    private WireReply query(WireRequest request) {
        String id = request.field(ID);
        return (id.isEmpty() ? book.byClientId(request.field(CLIENT_ID)) : book.byId(id))
                .filter(BinanceAlgo::isConditional)
                .map(order -> WireReply.ok(shape(order)))
                .orElseGet(() -> codes.of(Refusal.NOT_FOUND));
    }

    private WireReply open(WireRequest request) {
        return list(selection.open(request, order -> order.state() == State.DORMANT));
    }

    private WireReply all(WireRequest request) {
        return list(selection.orders(request, BinanceAlgo::isConditional));
    }

    private static WireReply list(List<PlacedOrder> orders) {
        return WireReply.ok(Json.array(orders.stream().map(BinanceAlgo::shape).toList()));
    }

    static ObjectNode shape(PlacedOrder order) {
        OrderTerms terms = order.terms();
        boolean trailing = terms.trigger() instanceof Trigger.Trailing;
        boolean awake = order.state() != State.DORMANT && order.state() != State.CANCELED;
        ObjectNode json =
                Json.object(
                        ID,
                        Long.parseLong(order.id()),
                        CLIENT_ID,
                        terms.clientId(),
                        "algoType",
                        "CONDITIONAL",
                        "orderType",
                        BinanceShapes.type(order),
                        "symbol",
                        terms.market().wireId(),
                        "side",
                        terms.side().name(),
                        "positionSide",
                        terms.manner().leg().name(),
                        "timeInForce",
                        BinanceShapes.timeInForce(terms),
                        "quantity",
                        terms.quantity(),
                        "algoStatus",
                        status(order),
                        "triggerPrice",
                        BinanceShapes.stopPrice(terms),
                        "price",
                        BinanceShapes.price(terms),
                        "actualOrderId",
                        awake ? order.id() : "",
                        "actualPrice",
                        order.averagePrice(),
                        "workingType",
                        "CONTRACT_PRICE",
                        "closePosition",
                        false,
                        "priceProtect",
                        false,
                        "reduceOnly",
                        terms.manner().reduceOnly(),
                        "createTime",
                        order.placedAt(),
                        "updateTime",
                        order.updatedAt(),
                        "triggerTime",
                        awake ? order.updatedAt() : 0);
        if (trailing) {
            json.put(
                    "callbackRate",
                    Json.digits(new BigDecimal(terms.wire().getOrDefault("callbackRate", "0"))));
        }
        return json;
    }

    private static String status(PlacedOrder order) {
        return switch (order.state()) {
            case DORMANT -> "NEW";
            case CANCELED -> order.progress().filled().signum() > 0 ? "FINISHED" : "CANCELED";
            case WORKING -> "TRIGGERED";
            case FILLED -> "FINISHED";
            case EXPIRED -> "EXPIRED";
            case REJECTED -> "REJECTED";
        };
    }
}
