package dev.keel.venues.simulator.binance;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.Movement;
import dev.keel.venues.simulator.book.PlacedOrder;
import dev.keel.venues.simulator.book.Placing;
import dev.keel.venues.simulator.book.Refusal;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.Routes;
import dev.keel.venues.simulator.http.Site;
import dev.keel.venues.simulator.http.WireReply;
import dev.keel.venues.simulator.http.WireRequest;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The private part of the spot interface, {@code /api/v3}, and of {@code /sapi}. */
final class BinanceSpot {
    private static final String API = "api.binance.com/api/v3";
    private static final String WALLET = "api.binance.com/sapi/v1";

    private final Site site;
    private final Book book;
    private final BinanceCodes codes = new BinanceCodes(true);
    private final BinanceSelection selection;

    BinanceSpot(Site site) {
        this.site = site;
        this.book = site.book();
        this.selection = new BinanceSelection(book, codes);
    }

    void routes(Routes routes, BinanceAuth auth) {
        routes.on(Ask.SUBMIT, "POST", API + "/order", auth.signed(this::place))
                .on(Ask.CANCEL, "DELETE", API + "/order", auth.signed(this::cancel))
                .on(Ask.CANCEL, "DELETE", API + "/openOrders", auth.signed(this::cancelAll))
                .on(Ask.QUERY, "GET", API + "/order", auth.signed(this::query))
                .on(Ask.OPEN_ORDERS, "GET", API + "/openOrders", auth.signed(this::open))
                .on(Ask.HISTORY, "GET", API + "/allOrders", auth.signed(this::all))
                .on(Ask.HISTORY, "GET", API + "/myTrades", auth.signed(this::trades))
                .on(Ask.HOLDINGS, "GET", API + "/account", auth.signed(this::account))
                .on(
                        Ask.OTHER,
                        "GET",
                        WALLET + "/account/apiRestrictions",
                        auth.signed(this::rights))
                .on(
                        Ask.HISTORY,
                        "GET",
                        WALLET + "/capital/deposit/hisrec",
                        auth.signed(this::deposits))
                .on(
                        Ask.HISTORY,
                        "GET",
                        WALLET + "/capital/withdraw/history",
                        auth.signed(this::withdrawals));
    }

    private WireReply place(WireRequest request) {
        Market market = selection.market(request);
        Placing placing =
                book.place(new BinanceTerms(market, request.fields()).read("newClientOrderId"));
        return switch (placing) {
            case Placing.Refused(Refusal why) -> codes.of(why);
            case Placing.Taken(PlacedOrder order) -> WireReply.ok(placed(order));
        };
    }

    private ObjectNode placed(PlacedOrder order) {
        ObjectNode json = BinanceShapes.spotOrder(order);
        json.remove(List.of("time", "updateTime", "isWorking"));
        json.put("transactTime", order.updatedAt().toEpochMilli());
        List<ObjectNode> fills =
                book.trades().stream()
                        .filter(trade -> trade.order().number() == order.number())
                        .map(trade ->
                                Json.object(
                                        "price", trade.price(),
                                        "qty", trade.quantity(),
                                        "commission", trade.fee(),
                                        "commissionAsset", trade.feeAsset(),
                                        "tradeId", trade.number()))
                        .toList();
        json.set("fills", Json.array(fills));
        return json;
    }

    private WireReply cancel(WireRequest request) {
        Optional<PlacedOrder> order = selection.order(request, "orderId", "origClientOrderId");
        return order.map(book::cancel)
                .map(outcome ->
                        switch (outcome) {
                            case Placing.Refused(Refusal why) -> codes.of(why);
                            case Placing.Taken(PlacedOrder ended) -> WireReply.ok(canceled(ended));
                        })
                .orElseGet(() -> codes.of(Refusal.ALREADY_DONE));
    }

    /** The venue names the order's own client id differently here. */
    private static ObjectNode canceled(PlacedOrder order) {
        ObjectNode json = BinanceShapes.spotOrder(order);
        json.remove(List.of("time", "updateTime", "isWorking"));
        json.put("origClientOrderId", order.terms().clientId());
        json.put("clientOrderId", "cancel" + order.number());
        json.put("transactTime", order.updatedAt().toEpochMilli());
        return json;
    }

    private WireReply cancelAll(WireRequest request) {
        selection.market(request);
        List<PlacedOrder> open = selection.open(request, order -> true);
        open.forEach(book::cancel);
        return open.isEmpty()
                ? codes.of(Refusal.ALREADY_DONE)
                : WireReply.ok(
                        Json.array(
                                open.stream()
                                        .flatMap(order -> book.byId(order.id()).stream())
                                        .map(BinanceSpot::canceled)
                                        .toList()));
    }

    private WireReply query(WireRequest request) {
        return selection
                .order(request, "orderId", "origClientOrderId")
                .map(order -> WireReply.ok(BinanceShapes.spotOrder(order)))
                .orElseGet(() -> codes.of(Refusal.NOT_FOUND));
    }

    private WireReply open(WireRequest request) {
        return WireReply.ok(
                Json.array(
                        selection.open(request, order -> true).stream()
                                .map(BinanceShapes::spotOrder)
                                .toList()));
    }

    private WireReply all(WireRequest request) {
        return WireReply.ok(
                Json.array(
                        selection.orders(request, order -> true).stream()
                                .map(BinanceShapes::spotOrder)
                                .toList()));
    }

    private WireReply trades(WireRequest request) {
        return WireReply.ok(
                Json.array(
                        selection.trades(request).stream().map(BinanceShapes::spotTrade).toList()));
    }

    private WireReply account(WireRequest request) {
        List<ObjectNode> balances =
                book.balances().stream()
                        .map(one ->
                                Json.object(
                                        "asset", one.asset(),
                                        "free", one.free(),
                                        "locked", one.locked()))
                        .toList();
        return WireReply.ok(
                Json.object(
                        "canTrade",
                        true,
                        "canWithdraw",
                        site.mayWithdraw().get(),
                        "canDeposit",
                        true,
                        "updateTime",
                        book.now(),
                        "accountType",
                        "SPOT",
                        "balances",
                        balances,
                        "permissions",
                        List.of("SPOT")));
    }

    private WireReply rights(WireRequest request) {
        return WireReply.ok(
                Json.object(
                        "ipRestrict", false,
                        "createTime", book.now(),
                        "enableReading", true,
                        "enableWithdrawals", site.mayWithdraw().get(),
                        "enableInternalTransfer", false,
                        "enableMargin", false,
                        "enableFutures", site.kind() == InstrumentKind.LINEAR,
                        "permitsUniversalTransfer", false,
                        "enableSpotAndMarginTrading", true));
    }

    private WireReply deposits(WireRequest request) {
        return WireReply.ok(
                Json.array(
                        transfers(request, 1).stream()
                                .map(one ->
                                        Json.object(
                                                "id",
                                                "d" + one.number(),
                                                "amount",
                                                one.amount(),
                                                "coin",
                                                one.asset(),
                                                "network",
                                                "SIM",
                                                "status",
                                                1,
                                                "address",
                                                "simulated",
                                                "txId",
                                                "deposit-" + one.number(),
                                                "insertTime",
                                                one.at()))
                                .toList()));
    }

    private WireReply withdrawals(WireRequest request) {
        return WireReply.ok(
                Json.array(
                        transfers(request, -1).stream()
                                .map(one ->
                                        Json.object(
                                                "id",
                                                "w" + one.number(),
                                                "amount",
                                                one.amount().negate(),
                                                "transactionFee",
                                                "0",
                                                "coin",
                                                one.asset(),
                                                "network",
                                                "SIM",
                                                "status",
                                                6,
                                                "address",
                                                "simulated",
                                                "txId",
                                                "withdrawal-" + one.number(),
                                                "applyTime",
                                                one.at()
                                                        .toString()
                                                        .replace('T', ' ')
                                                        .substring(0, 19)))
                                .toList()));
    }

    private List<Movement> transfers(WireRequest request, int sign) {
        String coin = request.field("coin");
        return book.movements().stream()
                .filter(one -> one.kind() == Movement.Kind.TRANSFER)
                .filter(one -> one.amount().signum() == sign)
                .filter(one -> coin.isEmpty() || coin.equals(one.asset()))
                .filter(one -> BinanceSelection.isIn(request, one.at()))
                .toList();
    }
}
