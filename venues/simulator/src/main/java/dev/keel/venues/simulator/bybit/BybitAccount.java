package dev.keel.venues.simulator.bybit;

import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.book.Balance;
import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.OrderTerms.Leg;
import dev.keel.venues.simulator.book.Refusal;
import dev.keel.venues.simulator.http.Denied;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.Routes;
import dev.keel.venues.simulator.http.Site;
import dev.keel.venues.simulator.http.WireReply;
import dev.keel.venues.simulator.http.WireRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The unified account: money, positions, settings, the key itself. */
final class BybitAccount {
    private static final String API = "api.bybit.com/v5";

    private final Site site;
    private final Book book;
    private final BybitCodes codes;
    private final AtomicReference<String> marginMode = new AtomicReference<>("REGULAR_MARGIN");

    BybitAccount(Site site, BybitCodes codes) {
        this.site = site;
        this.book = site.book();
        this.codes = codes;
    }

    void routes(Routes routes, BybitAuth auth) {
        routes.on(Ask.OTHER, "GET", API + "/user/query-api", auth.signed(this::key))
                .on(Ask.OTHER, "GET", API + "/account/info", auth.signed(this::info))
                .on(Ask.HOLDINGS, "GET", API + "/account/wallet-balance", auth.signed(this::wallet))
                .on(Ask.HOLDINGS, "GET", API + "/position/list", auth.signed(this::positions))
                .on(
                        Ask.HISTORY,
                        "GET",
                        API + "/account/transaction-log",
                        auth.signed(this::transactions))
                .on(Ask.OTHER, "POST", API + "/position/set-leverage", auth.signed(this::leverage))
                .on(Ask.OTHER, "POST", API + "/position/switch-mode", auth.signed(this::mode))
                .on(Ask.OTHER, "POST", API + "/account/set-margin-mode", auth.signed(this::margin));
    }

    private WireReply key(WireRequest request) {
        List<String> wallet =
                site.mayWithdraw().get()
                        ? List.of("AccountTransfer", "Withdraw")
                        : List.of("AccountTransfer");
        return BybitCodes.ok(
                Json.object(
                        "id",
                        "13770661",
                        "note",
                        "simulated",
                        "apiKey",
                        site.keys().apiKey(),
                        "readOnly",
                        0,
                        "secret",
                        "",
                        "permissions",
                        Json.object(
                                "ContractTrade", List.of("Order", "Position"),
                                "Spot", List.of("SpotTrade"),
                                "Wallet", wallet,
                                "Options", List.of(),
                                "Derivatives", List.of("DerivativesTrade")),
                        "ips",
                        List.of("*"),
                        "type",
                        1,
                        "deadlineDay",
                        83,
                        "uta",
                        1,
                        "unified",
                        0,
                        "isMaster",
                        true),
                book.now());
    }

    private WireReply info(WireRequest request) {
        return BybitCodes.ok(
                Json.object(
                        "marginMode",
                        marginMode.get(),
                        "updatedTime",
                        BybitShapes.millis(book.now()),
                        "unifiedMarginStatus",
                        6,
                        "dcpStatus",
                        "OFF",
                        "timeWindow",
                        0,
                        "isMasterTrader",
                        false,
                        "spotHedgingStatus",
                        "OFF"),
                book.now());
    }

    private WireReply wallet(WireRequest request) {
        return BybitCodes.ok(Json.object("list", List.of(wallet())), book.now());
    }

    ObjectNode wallet() {
        BigDecimal sum =
                book.balances().stream()
                        .map(Balance::total)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return Json.object(
                "accountType", "UNIFIED",
                "accountLTV", "0",
                "totalEquity", sum,
                "totalWalletBalance", sum,
                "totalMarginBalance", sum,
                "totalAvailableBalance", sum,
                "coin", book.balances().stream().map(this::coin).toList());
    }

    private ObjectNode coin(Balance one) {
        boolean spot = BybitDialect.category(site).equals("spot");
        return Json.object(
                "coin", one.asset(),
                "equity", one.total(),
                "usdValue", one.total(),
                "walletBalance", one.total(),
                "free", "",
                "locked", spot ? one.locked() : BigDecimal.ZERO,
                "borrowAmount", "0",
                "availableToWithdraw", "",
                "accruedInterest", "0",
                "totalOrderIM", "0",
                "totalPositionIM", spot ? BigDecimal.ZERO : one.locked(),
                "totalPositionMM", "0",
                "unrealisedPnl", "0",
                "cumRealisedPnl", "0",
                "bonus", "0",
                "marginCollateral", true,
                "collateralSwitch", true);
    }

    private WireReply positions(WireRequest request) {
        String symbol = request.field("symbol");
        Stream<Market> markets =
                book.markets().stream()
                        .filter(one -> !one.isSpot())
                        .filter(one -> symbol.isEmpty() || one.wireId().equals(symbol));
        List<ObjectNode> list =
                markets.flatMap(market -> positions(market).stream())
                        .filter(one -> !symbol.isEmpty() || !Json.text(one, "size").equals("0"))
                        .toList();
        return BybitCodes.ok(BybitPages.of(request, "linear", list.reversed(), 20), book.now());
    }

    /** Of a market that is named, what is flat is shown as well. */
    List<ObjectNode> positions(Market market) {
        List<Leg> legs = book.isHedged() ? List.of(Leg.LONG, Leg.SHORT) : List.of(Leg.BOTH);
        return legs.stream().map(leg -> BybitShapes.position(book, market, leg)).toList();
    }

    private WireReply transactions(WireRequest request) {
        String currency = request.field("currency");
        String type = request.field("type");
        List<ObjectNode> lines =
                BybitTransaction.of(book).stream()
                        .filter(one -> BybitPages.isIn(request, one.at()))
                        .map(BybitTransaction::json)
                        .filter(one ->
                                currency.isEmpty() || Json.text(one, "currency").equals(currency))
                        .filter(one -> type.isEmpty() || Json.text(one, "type").equals(type))
                        .toList();
        return BybitCodes.ok(
                BybitPages.of(request, BybitDialect.category(site), lines, 20), book.now());
    }

    private WireReply leverage(WireRequest request) {
        Market market =
                book.market(request.field("symbol"))
                        .orElseThrow(() -> new Denied(codes.of(Refusal.UNKNOWN_MARKET)));
        String wanted = request.field("buyLeverage");
        if (!wanted.matches("[1-9]\\d?(\\.\\d{1,2})?|100")) {
            return BybitCodes.error(10001, "leverage invalid");
        }
        if (book.leverage(market).compareTo(new BigDecimal(wanted)) == 0) {
            return BybitCodes.error(110043, "leverage not modified");
        }
        book.leverage(market, new BigDecimal(wanted));
        return BybitCodes.ok(Json.object(), book.now());
    }

    private WireReply mode(WireRequest request) {
        boolean wanted = request.field("mode").equals("3");
        if (wanted == book.isHedged()) {
            return BybitCodes.error(110025, "Position mode is not modified");
        }
        return book.hedge(wanted)
                ? BybitCodes.ok(Json.object(), book.now())
                : BybitCodes.error(
                        110024,
                        "You have an existing position, so the position mode cannot be switched");
    }

    private WireReply margin(WireRequest request) {
        marginMode.set(request.field("setMarginMode"));
        return BybitCodes.ok(Json.object("reasons", List.of()), book.now());
    }
}
