package dev.keel.venues.simulator.okx;

import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.book.Balance;
import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.Refusal;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.Routes;
import dev.keel.venues.simulator.http.Site;
import dev.keel.venues.simulator.http.WireReply;
import dev.keel.venues.simulator.http.WireRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The trading account: money, positions, bills, settings. */
final class OkxAccount {
    private static final String API = "www.okx.com/api/v5/account";

    private final Site site;
    private final Book book;

    OkxAccount(Site site) {
        this.site = site;
        this.book = site.book();
    }

    void routes(Routes routes, OkxAuth auth) {
        routes.on(
                        Ask.HOLDINGS,
                        "GET",
                        API + "/balance",
                        auth.signed(request -> OkxCodes.ok(List.of(balance()))))
                .on(Ask.HOLDINGS, "GET", API + "/positions", auth.signed(this::positions))
                .on(Ask.OTHER, "GET", API + "/config", auth.signed(this::config))
                .on(Ask.OTHER, "GET", API + "/leverage-info", auth.signed(this::leverages))
                .on(Ask.OTHER, "POST", API + "/set-leverage", auth.signed(this::leverage))
                .on(Ask.OTHER, "POST", API + "/set-position-mode", auth.signed(this::mode))
                .on(Ask.HISTORY, "GET", API + "/bills", auth.signed(this::bills))
                .on(Ask.HISTORY, "GET", API + "/bills-archive", auth.signed(this::bills));
    }

    ObjectNode balance() {
        BigDecimal sum =
                book.balances().stream()
                        .map(Balance::total)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        List<ObjectNode> details =
                book.balances().stream()
                        .map(one ->
                                Json.object(
                                        "ccy", one.asset(),
                                        "eq", one.total(),
                                        "cashBal", one.total(),
                                        "availBal", one.free(),
                                        "availEq", one.free(),
                                        "frozenBal", one.locked(),
                                        "ordFrozen", one.locked(),
                                        "upl", "0",
                                        "liab", "0",
                                        "uTime", OkxShapes.millis(book.now())))
                        .toList();
        return Json.object(
                "totalEq", sum, "uTime", OkxShapes.millis(book.now()), "details", details);
    }

    private WireReply positions(WireRequest request) {
        String instrument = request.field("instId");
        return OkxCodes.ok(
                book.positions().stream()
                        .filter(held ->
                                instrument.isEmpty() || instrument.contains(held.market().wireId()))
                        .map(held -> OkxShapes.position(book, held))
                        .toList());
    }

    private WireReply config(WireRequest request) {
        String rights = site.mayWithdraw().get() ? "read_only,trade,withdraw" : "read_only,trade";
        return OkxCodes.ok(
                List.of(
                        Json.object(
                                "acctLv", "2",
                                "posMode", book.isHedged() ? "long_short_mode" : "net_mode",
                                "autoLoan", false,
                                "ctIsoMode", "automatic",
                                "greeksType", "PA",
                                "level", "Lv1",
                                "mgnIsoMode", "automatic",
                                "uid", "44705892343619584",
                                "label", "simulated",
                                "perm", rights,
                                "ip", "")));
    }

    private Optional<Market> market(WireRequest request) {
        return book.market(request.field("instId"));
    }

    private static WireReply noMarket() {
        OkxCodes.Code code = OkxCodes.of(Refusal.UNKNOWN_MARKET);
        return OkxCodes.error(200, code.value(), code.words());
    }

    private WireReply leverages(WireRequest request) {
        return market(request)
                .map(market -> OkxCodes.ok(List.of(setting(market, request.field("mgnMode")))))
                .orElseGet(OkxAccount::noMarket);
    }

    private WireReply leverage(WireRequest request) {
        String wanted = request.field("lever");
        if (!wanted.matches("[1-9]\\d?(\\.\\d{1,2})?|1[01]\\d|12[0-5]")) {
            return OkxCodes.error(200, "51000", "Parameter lever error");
        }
        Optional<Market> market = market(request);
        market.ifPresent(one -> book.leverage(one, new BigDecimal(wanted)));
        return market.map(one -> OkxCodes.ok(List.of(setting(one, request.field("mgnMode")))))
                .orElseGet(OkxAccount::noMarket);
    }

    private ObjectNode setting(Market market, String mode) {
        return Json.object(
                "instId",
                market.wireId(),
                "mgnMode",
                mode,
                "posSide",
                "net",
                "lever",
                book.leverage(market));
    }

    private WireReply mode(WireRequest request) {
        String wanted = request.field("posMode");
        return book.hedge(wanted.equals("long_short_mode"))
                ? OkxCodes.ok(List.of(Json.object("posMode", wanted)))
                : OkxCodes.error(
                        200, "59000", "Setting failed. Cancel any open orders, close positions.");
    }

    private WireReply bills(WireRequest request) {
        String currency = request.field("ccy");
        String type = request.field("type");
        List<ObjectNode> lines =
                OkxBill.of(book).stream()
                        .filter(one -> OkxPages.isIn(request, one.at()))
                        .map(OkxBill::json)
                        .filter(one -> currency.isEmpty() || Json.text(one, "ccy").equals(currency))
                        .filter(one -> type.isEmpty() || Json.text(one, "type").equals(type))
                        .toList();
        return OkxPages.of(request, lines, "billId");
    }
}
