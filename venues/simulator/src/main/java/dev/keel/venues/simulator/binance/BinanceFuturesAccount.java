package dev.keel.venues.simulator.binance;

import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.book.Balance;
import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.HeldPosition;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.Quote;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.Routes;
import dev.keel.venues.simulator.http.Site;
import dev.keel.venues.simulator.http.WireReply;
import dev.keel.venues.simulator.http.WireRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The account behind USD-margined futures: money, positions, settings, income. */
final class BinanceFuturesAccount {
    private static final String API = "fapi.binance.com/fapi";

    private final Book book;
    private final BinanceSelection selection;
    private final SortedSet<String> isolated = new ConcurrentSkipListSet<>();

    BinanceFuturesAccount(Site site) {
        this.book = site.book();
        this.selection = new BinanceSelection(book, new BinanceCodes(false));
    }

    void routes(Routes routes, BinanceAuth auth) {
        routes.on(Ask.HOLDINGS, "GET", API + "/v2/account", auth.signed(this::account))
                .on(Ask.HOLDINGS, "GET", API + "/v3/account", auth.signed(this::account))
                .on(Ask.HOLDINGS, "GET", API + "/v2/balance", auth.signed(this::balances))
                .on(Ask.HOLDINGS, "GET", API + "/v3/balance", auth.signed(this::balances))
                .on(Ask.HOLDINGS, "GET", API + "/v2/positionRisk", auth.signed(this::positions))
                .on(
                        Ask.HOLDINGS,
                        "GET",
                        API + "/v3/positionRisk",
                        auth.signed(this::newerPositions))
                .on(Ask.OTHER, "GET", API + "/v1/leverageBracket", auth.signed(this::brackets))
                .on(Ask.OTHER, "GET", API + "/v1/symbolConfig", auth.signed(this::settings))
                .on(Ask.OTHER, "POST", API + "/v1/leverage", auth.signed(this::leverage))
                .on(Ask.OTHER, "POST", API + "/v1/marginType", auth.signed(this::marginType))
                .on(Ask.OTHER, "GET", API + "/v1/positionSide/dual", auth.signed(this::mode))
                .on(Ask.OTHER, "POST", API + "/v1/positionSide/dual", auth.signed(this::setMode))
                .on(Ask.HISTORY, "GET", API + "/v1/income", auth.signed(this::income));
    }

    private WireReply account(WireRequest request) {
        List<ObjectNode> assets =
                book.balances().stream()
                        .map(one ->
                                Json.object(
                                        "asset", one.asset(),
                                        "walletBalance", one.total(),
                                        "unrealizedProfit", "0",
                                        "marginBalance", one.total(),
                                        "maintMargin", "0",
                                        "initialMargin", one.locked(),
                                        "positionInitialMargin", one.locked(),
                                        "openOrderInitialMargin", "0",
                                        "crossWalletBalance", one.total(),
                                        "crossUnPnl", "0",
                                        "availableBalance", one.free(),
                                        "maxWithdrawAmount", one.free(),
                                        "marginAvailable", true,
                                        "updateTime", book.now()))
                        .toList();
        return WireReply.ok(
                Json.object(
                        "feeTier",
                        0,
                        "canTrade",
                        true,
                        "canDeposit",
                        true,
                        "canWithdraw",
                        true,
                        "updateTime",
                        0,
                        "totalWalletBalance",
                        sum(),
                        "totalMarginBalance",
                        sum(),
                        "availableBalance",
                        sum(),
                        "assets",
                        assets,
                        "positions",
                        book.positions().stream().map(this::position).toList()));
    }

    private BigDecimal sum() {
        return book.balances().stream()
                .map(Balance::total)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private WireReply balances(WireRequest request) {
        return WireReply.ok(
                Json.array(
                        book.balances().stream()
                                .map(one ->
                                        Json.object(
                                                "accountAlias", "simulated",
                                                "asset", one.asset(),
                                                "balance", one.total(),
                                                "crossWalletBalance", one.total(),
                                                "crossUnPnl", "0",
                                                "availableBalance", one.free(),
                                                "maxWithdrawAmount", one.free(),
                                                "updateTime", book.now()))
                                .toList()));
    }

    private WireReply positions(WireRequest request) {
        String symbol = request.field("symbol");
        return WireReply.ok(
                Json.array(
                        book.positions().stream()
                                .filter(held ->
                                        symbol.isEmpty() || held.market().wireId().equals(symbol))
                                .map(this::position)
                                .toList()));
    }

    /** The newer version tells neither leverage nor margin type. */
    private WireReply newerPositions(WireRequest request) {
        JsonNode all = Json.read(positions(request).body());
        all.forEach(
                one -> ((ObjectNode) one).remove(List.of("leverage", "marginType", "isolated")));
        return WireReply.ok(all);
    }

    private ObjectNode position(HeldPosition held) {
        Market market = held.market();
        BigDecimal mark = book.quote(market.id()).map(Quote::middle).orElse(held.entry());
        BigDecimal notional = market.notional(mark, held.quantity());
        BigDecimal margin = notional.abs().divide(book.leverage(market), 8, RoundingMode.UP);
        return Json.object(
                "symbol",
                market.wireId(),
                "positionSide",
                held.leg().name(),
                "positionAmt",
                held.quantity(),
                "entryPrice",
                held.entry(),
                "breakEvenPrice",
                held.entry(),
                "markPrice",
                mark,
                "unRealizedProfit",
                held.profitAt(mark),
                "unrealizedProfit",
                held.profitAt(mark),
                "liquidationPrice",
                "0",
                "isolatedMargin",
                "0",
                "isolatedWallet",
                "0",
                "notional",
                notional,
                "marginAsset",
                market.quote(),
                "initialMargin",
                margin,
                "maintMargin",
                "0",
                "positionInitialMargin",
                margin,
                "openOrderInitialMargin",
                "0",
                "adl",
                1,
                "bidNotional",
                "0",
                "askNotional",
                "0",
                "leverage",
                Json.digits(book.leverage(market)),
                "marginType",
                isIsolated(market) ? "isolated" : "cross",
                "isolated",
                isIsolated(market),
                "updateTime",
                book.now());
    }

    private WireReply brackets(WireRequest request) {
        return WireReply.ok(
                Json.array(
                        book.markets().stream()
                                .map(market ->
                                        Json.object(
                                                "symbol", market.wireId(),
                                                "brackets",
                                                        List.of(
                                                                Json.object(
                                                                        "bracket", 1,
                                                                        "initialLeverage", 125,
                                                                        "notionalCap", 50_000_000,
                                                                        "notionalFloor", 0,
                                                                        "maintMarginRatio", "0.004",
                                                                        "cum", "0"))))
                                .toList()));
    }

    private WireReply settings(WireRequest request) {
        String symbol = request.field("symbol");
        return WireReply.ok(
                Json.array(
                        book.markets().stream()
                                .filter(one -> symbol.isEmpty() || one.wireId().equals(symbol))
                                .map(one ->
                                        Json.object(
                                                "symbol", one.wireId(),
                                                "marginType", marginType(one),
                                                "isAutoAddMargin", false,
                                                "leverage", book.leverage(one).intValueExact(),
                                                "maxNotionalValue", "1000000"))
                                .toList()));
    }

    private WireReply leverage(WireRequest request) {
        Market market = selection.market(request);
        String wanted = request.field("leverage");
        if (!wanted.matches("[1-9]\\d?|1[01]\\d|12[0-5]")) {
            return BinanceCodes.error(400, -4028, "Leverage " + wanted + " is not valid");
        }
        book.leverage(market, new BigDecimal(wanted));
        return WireReply.ok(
                Json.object(
                        "leverage", Integer.parseInt(wanted),
                        "maxNotionalValue", "1000000",
                        "symbol", market.wireId()));
    }

    private WireReply marginType(WireRequest request) {
        Market market = selection.market(request);
        boolean wanted = request.field("marginType").equals("ISOLATED");
        if (wanted == isolated.contains(market.wireId())) {
            return BinanceCodes.error(400, -4046, "No need to change margin type.");
        }
        if (wanted) {
            isolated.add(market.wireId());
        } else {
            isolated.remove(market.wireId());
        }
        return WireReply.ok(Json.object("code", 200, "msg", "success"));
    }

    private String marginType(Market market) {
        return isIsolated(market) ? "ISOLATED" : "CROSSED";
    }

    private boolean isIsolated(Market market) {
        return isolated.contains(market.wireId());
    }

    private WireReply mode(WireRequest request) {
        return WireReply.ok(Json.object("dualSidePosition", book.isHedged()));
    }

    private WireReply setMode(WireRequest request) {
        boolean wanted = request.field("dualSidePosition").equals("true");
        if (wanted == book.isHedged()) {
            return BinanceCodes.error(400, -4059, "No need to change position side.");
        }
        return book.hedge(wanted)
                ? WireReply.ok(Json.object("code", 200, "msg", "success"))
                : BinanceCodes.error(
                        400, -4068, "Position side cannot be changed if there exists position.");
    }

    private WireReply income(WireRequest request) {
        String type = request.field("incomeType");
        List<ObjectNode> entries =
                BinanceIncome.of(book).stream()
                        .filter(one -> type.isEmpty() || type.equals(one.type()))
                        .filter(one -> BinanceSelection.isIn(request, one.at()))
                        .map(BinanceIncome::json)
                        .toList();
        return WireReply.ok(Json.array(BinanceSelection.page(request, entries)));
    }
}
