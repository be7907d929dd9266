package dev.keel.venues.ccxt.account;

import static dev.keel.venues.ccxt.host.ScriptedHost.returned;
import static dev.keel.venues.ccxt.host.ScriptedHost.threw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.FeeSource;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Side;
import dev.keel.core.venue.Movement;
import dev.keel.core.venue.VenueStatement;
import dev.keel.core.venue.VenueTrade;
import dev.keel.venues.ccxt.answer.Answers;
import dev.keel.venues.ccxt.answer.ClientIds;
import dev.keel.venues.ccxt.answer.OrderReader;
import dev.keel.venues.ccxt.answer.TradeReader;
import dev.keel.venues.ccxt.call.VenueCalls;
import dev.keel.venues.ccxt.exchange.Exchanges;
import dev.keel.venues.ccxt.exchange.Listing;
import dev.keel.venues.ccxt.host.AtOnce;
import dev.keel.venues.ccxt.host.HostCall;
import dev.keel.venues.ccxt.host.HostReply;
import dev.keel.venues.ccxt.host.HostReply.Sent;
import dev.keel.venues.ccxt.host.ScriptedHost;
import dev.keel.venues.ccxt.order.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementsTest {
    private static final Instant BEGIN = Samples.PLACED;
    private static final Duration LAG = Duration.ofMinutes(2);
    private static final OrderId ORDER = new OrderId(Samples.ID);

    private final ScriptedHost host = new ScriptedHost();
    private final List<String> failures = new ArrayList<>();
    private Instant now = BEGIN;
    private String trades = "[]";

    @BeforeEach
    void nothingHasHappened() {
        host.on("fetchOpenOrders", "[]")
                .on("fetchOrders", "[]")
                .on("fetchDeposits", "[]")
                .on("fetchWithdrawals", "[]")
                .on("fetchMyTrades", call -> returned(trades))
                .on(
                        "fetchBalance",
                        """
                        {"USDT":{"total":"12.50"},"BTC":{"free":"1","used":"0.5"},
                         "total":{"USDT":"12.50","BTC":"1.5"},"info":{"balances":[{"asset":"BTC"}]}}\
                        """);
    }

    private AccountSource source(String venue, InstrumentKind kind) {
        ClientIds ids = new ClientIds(id -> id.value() / 100_000_000_000L == 4_711);
        Listing listing = Samples.listing(kind);
        return new AccountSource(
                Exchanges.of(venue),
                kind,
                List.of(listing),
                Samples.USDT,
                new VenueCalls(() -> host, new AtOnce(), () -> now, "x", "account"),
                Answers.of(venue, ids),
                new OrderReader(ids),
                new TradeReader(Map.of(listing.instrument().id(), listing.instrument())),
                new Owners(ids),
                Duration.ofSeconds(5));
    }

    private Statements statements(String venue, InstrumentKind kind) {
        return new Statements(source(venue, kind), LAG, BEGIN);
    }

    private VenueStatement state(Statements statements, @Nullable String after) {
        return statements.make(after, failures::add);
    }

    private static String trade(String id, String order, Instant at) {
        return """
        {"id":"%s","order":"%s","symbol":"BTC/USDT","side":"buy","price":"100.10","amount":"0.1",
         "timestamp":%d,"takerOrMaker":"maker","fee":{"cost":"0.00010","currency":"BTC"}}\
        """
                .formatted(id, order, at.toEpochMilli());
    }

    private static List<String> ids(VenueStatement statement) {
        return Objects.requireNonNull(statement.history()).trades().stream()
                .map(trade -> trade.fill().tradeId().value())
                .toList();
    }

    private static String cursor(VenueStatement statement) {
        return Objects.requireNonNull(Objects.requireNonNull(statement.history()).cursor());
    }

    private void knowTheOrder() {
        host.on(
                "fetchOrder",
                """
                {"id":"7","clientOrderId":"%s","symbol":"BTC/USDT","side":"buy","amount":"1",
                 "filled":"0.1","status":"open"}\
                """
                        .formatted(ORDER));
    }

    @Test
    void tellsATradeOnceAlthoughItIsReadAgain() {
        knowTheOrder();
        Statements statements = statements("binance", InstrumentKind.SPOT);
        now = BEGIN.plusSeconds(10);
        trades = "[" + trade("1", "7", BEGIN.plusSeconds(5)) + "]";

        VenueStatement first = state(statements, null);
        now = BEGIN.plusSeconds(70);
        VenueStatement second = state(statements, cursor(first));
        now = BEGIN.plusSeconds(700);
        VenueStatement third = state(statements, cursor(second));

        assertThat(ids(first)).containsExactly("1");
        assertThat(ids(second)).isEmpty();
        assertThat(ids(third)).isEmpty();
    }

    @Test
    void tellsATradeThatAppearsLate() {
        knowTheOrder();
        Statements statements = statements("binance", InstrumentKind.SPOT);
        now = BEGIN.plusSeconds(200);
        VenueStatement first = state(statements, null);
        trades = "[" + trade("1", "7", BEGIN.plusSeconds(100)) + "]";
        now = BEGIN.plusSeconds(260);

        VenueStatement second = state(statements, cursor(first));

        assertThat(ids(second)).containsExactly("1");
    }

    @Test
    void neverPassesWhatMayStillAppear() {
        Statements statements = statements("binance", InstrumentKind.SPOT);
        now = BEGIN.plusSeconds(1_000);

        Cursor cursor = Cursor.parse(cursor(state(statements, null)));

        assertThat(cursor.from()).isEqualTo(now.minus(LAG));
        assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
    }

    @Test
    void asksForTheOrderOfATradeThatNobodyKnows() {
        knowTheOrder();
        trades =
                "["
                        + trade("1", "7", BEGIN.plusSeconds(1))
                        + ","
                        + trade("2", "7", BEGIN.plusSeconds(2))
                        + "]";
        now = BEGIN.plusSeconds(10);

        VenueStatement statement = state(statements("binance", InstrumentKind.SPOT), null);

        assertThat(Objects.requireNonNull(statement.history()).trades())
                .extracting(VenueTrade::clientId)
                .containsExactly(ORDER, ORDER);
        assertThat(host.arguments("fetchOrder")).hasSize(1);
        assertThat(statement.history().trades().getFirst().fill().feeSource())
                .isEqualTo(new FeeSource.FromBase(Quantity.of("0.00010")));
    }

    @Test
    void takesATradeOfSomebodyElseForNobodysOfOurs() {
        host.on("fetchOrder", call -> threw("OrderNotFound", 400, "{\"code\":-2013}"));
        trades = "[" + trade("1", "8", BEGIN.plusSeconds(1)) + "]";
        now = BEGIN.plusSeconds(10);

        VenueStatement statement = state(statements("binance", InstrumentKind.SPOT), null);

        assertThat(Objects.requireNonNull(statement.history()).trades().getFirst().clientId())
                .isNull();
    }

    @Test
    void leavesAPartOutWholeIfItCannotBeRead() {
        host.on("fetchMyTrades", call -> threw("NetworkError", Sent.MAYBE));

        VenueStatement statement = state(statements("binance", InstrumentKind.SPOT), null);

        assertThat(statement.history()).isNull();
        assertThat(statement.openOrders()).isEmpty();
        assertThat(statement.holdings()).isNotNull();
        assertThat(failures).singleElement().asString().startsWith("history: fetchMyTrades");
    }

    @Test
    void takesAnErrorThatLooksLikeAnAnswerForNone() {
        host.on("fetchOpenOrders", "{\"message\":\"<html>\"}").on("fetchBalance", "[]");

        VenueStatement statement = state(statements("binance", InstrumentKind.SPOT), null);

        assertThat(statement.openOrders()).isNull();
        assertThat(statement.holdings()).isNull();
    }

    @Test
    void readsPageAfterPage() {
        knowTheOrder();
        now = BEGIN.plusSeconds(1_200);
        host.on(
                "fetchMyTrades",
                call -> {
                    long from = Long.parseLong(ScriptedHost.text(call, 1));
                    return returned(
                            IntStream.range(0, 1_100)
                                    .filter(i -> at(i) >= from)
                                    .limit(500)
                                    .mapToObj(i -> trade("t" + i, "7", Instant.ofEpochMilli(at(i))))
                                    .collect(Collectors.joining(",", "[", "]")));
                });

        VenueStatement statement = state(statements("binance", InstrumentKind.SPOT), null);

        assertThat(ids(statement)).hasSize(1_100).doesNotHaveDuplicates();
    }

    private static long at(int second) {
        return BEGIN.plusSeconds(second).toEpochMilli();
    }

    @Test
    void doesNotBelieveAFullPageThatNeverChanges() {
        knowTheOrder();
        now = BEGIN.plusSeconds(1_000);
        String page =
                IntStream.range(0, 100)
                        .mapToObj(i -> trade("t" + i, "7", BEGIN.plusSeconds(i)))
                        .collect(Collectors.joining(",", "[", "]"));
        host.on("fetchMyTrades", page).on("fetchCanceledAndClosedOrders", "[]");

        VenueStatement statement = state(statements("bitget", InstrumentKind.SPOT), null);

        assertThat(statement.history()).isNull();
        assertThat(failures).singleElement().asString().contains("full page");
    }

    @Test
    void holdsBasesAndCountsTheQuoteAsCash() {
        VenueStatement statement = state(statements("binance", InstrumentKind.SPOT), null);

        var holdings = Objects.requireNonNull(statement.holdings());
        assertThat(holdings.position(Samples.listing(InstrumentKind.SPOT).instrument().id()))
                .isEqualByComparingTo("1.5");
        assertThat(holdings.cash()).hasToString("12.5 USDT");
    }

    @Test
    void signsContractsAndLeavesOpenProfitOutOfCash() {
        host.on("fetchClosedOrders", "[]")
                .on("fetchCanceledOrders", "[]")
                .on("fetchFundingHistory", "[]")
                .on("fetchLedger", "[]")
                .on(
                        "fetchPositions",
                        "[{\"symbol\":\"BTC/USDT:USDT\",\"side\":\"short\",\"contracts\":\"3\"}]")
                .on(
                        "fetchBalance",
                        """
                        {"USDT":{"total":"999"},"info":{"data":[{"details":[
                         {"ccy":"BTC","cashBal":"5"},{"ccy":"USDT","cashBal":"900.5"}]}]}}\
                        """);

        VenueStatement statement = state(statements("okx", InstrumentKind.LINEAR), null);

        var holdings = Objects.requireNonNull(statement.holdings());
        assertThat(holdings.position(Samples.listing(InstrumentKind.LINEAR).instrument().id()))
                .isEqualByComparingTo("-3");
        assertThat(holdings.cash()).hasToString("900.5 USDT");
    }

    @Test
    void tellsMoneyThatCameAndWentOnce() {
        now = BEGIN.plusSeconds(10);
        host.on(
                        "fetchDeposits",
                        "[{\"id\":\"d1\",\"amount\":\"50\",\"currency\":\"USDT\",\"status\":\"ok\",\"timestamp\":%d},{\"id\":\"d2\",\"amount\":\"9\",\"currency\":\"USDT\",\"status\":\"pending\",\"timestamp\":%d}]"
                                .formatted(at(1), at(2)))
                .on(
                        "fetchWithdrawals",
                        "[{\"id\":\"w1\",\"amount\":\"20\",\"fee\":{\"cost\":\"1\"},\"currency\":\"USDT\",\"status\":\"ok\",\"timestamp\":%d}]"
                                .formatted(at(3)));
        Statements statements = statements("binance", InstrumentKind.SPOT);

        VenueStatement first = state(statements, null);
        VenueStatement second = state(statements, cursor(first));

        assertThat(Objects.requireNonNull(first.history()).movements())
                .extracting(Movement::amount)
                .hasToString("[50 USDT, -21 USDT]");
        assertThat(Objects.requireNonNull(second.history()).movements()).isEmpty();
    }

    /** Of an empty body or a page for people the library makes an empty list. */
    @Test
    void believesAnEmptyListOnlyTheSecondTime() {
        AtomicInteger asked = new AtomicInteger();
        host.on(
                "fetchOpenOrders",
                call ->
                        returned(
                                asked.getAndIncrement() == 0
                                        ? "[]"
                                        : "[{\"id\":\"7\",\"symbol\":\"BTC/USDT\",\"side\":\"buy\",\"amount\":\"1\",\"filled\":\"0\",\"status\":\"open\"}]"));

        VenueStatement statement = state(statements("binance", InstrumentKind.SPOT), null);

        assertThat(statement.openOrders()).hasSize(1);
    }

    /** Of a page for people the library makes balances of nothing. */
    @Test
    void takesMoneyForUnknownIfTheVenuesOwnListIsMissing() {
        host.on("fetchBalance", "{\"info\":{},\"free\":{},\"used\":{},\"total\":{}}");

        VenueStatement statement = state(statements("binance", InstrumentKind.SPOT), null);

        assertThat(statement.holdings()).isNull();
        assertThat(failures).singleElement().asString().contains("info.balances");
    }

    @Test
    void believesBalancesOfNothingOnlyTheSecondTime() {
        host.on("fetchClosedOrders", "[]");
        AtomicInteger asked = new AtomicInteger();
        host.on(
                "fetchBalance",
                call ->
                        returned(
                                asked.getAndIncrement() == 0
                                        ? "{\"info\":{\"data\":[]},\"total\":{}}"
                                        : "{\"USDT\":{\"total\":\"3\"},\"total\":{\"USDT\":\"3\"},\"info\":{\"data\":[]}}"));

        VenueStatement statement = state(statements("kucoin", InstrumentKind.SPOT), null);

        assertThat(Objects.requireNonNull(statement.holdings()).cash()).hasToString("3 USDT");
    }

    @Test
    void believesNoPositionsOnlyTheSecondTime() {
        contractsOfKucoin();
        AtomicInteger asked = new AtomicInteger();
        host.on(
                "fetchPositions",
                call ->
                        returned(
                                asked.getAndIncrement() == 0
                                        ? "[]"
                                        : "[{\"symbol\":\"BTC/USDT:USDT\",\"side\":\"long\",\"contracts\":\"2\"}]"));

        VenueStatement statement = state(statements("kucoin", InstrumentKind.LINEAR), null);

        assertThat(
                        Objects.requireNonNull(statement.holdings())
                                .position(Samples.listing(InstrumentKind.LINEAR).instrument().id()))
                .isEqualByComparingTo("2");
    }

    private void contractsOfKucoin() {
        host.on("fetchClosedOrders", "[]")
                .on("fetchFundingHistory", "[]")
                .on("fetchPositions", "[]")
                .on(
                        "fetchBalance",
                        "{\"total\":{\"USDT\":\"9\"},\"info\":{\"data\":{\"marginBalance\":\"7.5\"}}}");
    }

    @Test
    void countsTheWalletOfContractsWithoutTheirOpenProfit() {
        contractsOfKucoin();
        VenueStatement kucoin = state(statements("kucoin", InstrumentKind.LINEAR), null);
        host.on("fetchOrders", "[]")
                .on(
                        "fetchBalance",
                        "{\"total\":{\"USDT\":\"9\"},\"info\":{\"data\":[{\"currency\":\"USDT\",\"equity\":\"9\",\"unrealized\":\"-1.5\"}]}}");
        VenueStatement mexc = state(statements("mexc", InstrumentKind.LINEAR), null);

        assertThat(Objects.requireNonNull(kucoin.holdings()).cash()).hasToString("7.5 USDT");
        assertThat(Objects.requireNonNull(mexc.holdings()).cash()).hasToString("10.5 USDT");
    }

    @Test
    void takesTheWalletForUnknownIfItsFieldIsMissing() {
        contractsOfKucoin();
        host.on("fetchBalance", "{\"total\":{\"USDT\":\"9\"},\"info\":{\"data\":{}}}");

        VenueStatement statement = state(statements("kucoin", InstrumentKind.LINEAR), null);

        assertThat(statement.holdings()).isNull();
        assertThat(failures).singleElement().asString().contains("marginBalance");
    }

    /** The wallet of Kraken's contracts has a name of its own at the library. */
    @Test
    void asksForTheWalletByTheLibrarysName() {
        host.on("fetchClosedOrders", "[]")
                .on("fetchCanceledOrders", "[]")
                .on("fetchFundingHistory", "[]")
                .on("fetchPositions", "[]")
                .on(
                        "fetchBalance",
                        "{\"total\":{\"USDT\":\"9\"},\"info\":{\"accounts\":{\"flex\":{\"currencies\":{\"USDT\":{\"quantity\":\"8\"}}}}}}");

        VenueStatement statement = state(statements("krakenfutures", InstrumentKind.LINEAR), null);

        assertThat(Objects.requireNonNull(statement.holdings()).cash()).hasToString("8 USDT");
        assertThat(host.arguments("fetchBalance").getFirst()).contains("\"type\":\"flex\"");
    }

    /** Gate names no payment, MEXC no currency. */
    @Test
    void tellsWhatPositionsPaidWithoutAnIdOrACurrency() {
        contractsOfKucoin();
        now = BEGIN.plusSeconds(10);
        host.on(
                "fetchFundingHistory",
                "[{\"symbol\":\"BTC/USDT:USDT\",\"amount\":\"-0.5\",\"timestamp\":%d},{\"symbol\":\"BTC/USDT:USDT\",\"amount\":\"0.25\",\"timestamp\":%d}]"
                        .formatted(at(1), at(2)));

        VenueStatement statement = state(statements("kucoin", InstrumentKind.LINEAR), null);

        assertThat(Objects.requireNonNull(statement.history()).movements())
                .extracting(Movement::amount)
                .hasToString("[-0.5 USDT, 0.25 USDT]");
    }

    /** The pages are counted at KuCoin, and what lies before them at Gate. */
    @Test
    void readsOpenOrdersPageAfterPageWhereAVenueCountsThem() {
        contractsOfKucoin();
        host.on("fetchOpenOrders", call -> openFrom(call, "currentPage", 50, 50));
        VenueStatement kucoin = state(statements("kucoin", InstrumentKind.LINEAR), null);
        host.on("fetchOpenOrders", call -> openFrom(call, "offset", 1, 100));
        VenueStatement gate = state(statements("gate", InstrumentKind.LINEAR), null);

        assertThat(kucoin.openOrders()).hasSize(249);
        assertThat(gate.openOrders()).hasSize(249);
    }

    private static HostReply openFrom(HostCall call, String parameter, int worth, int size) {
        int mark = call.arguments().path(3).path(parameter).asInt(worth == 1 ? 0 : 1);
        int from = worth == 1 ? mark : (mark - 1) * worth;
        return returned(
                IntStream.range(from, Math.min(from + size, 249))
                        .mapToObj(i -> open(i + 1))
                        .collect(Collectors.joining(",", "[", "]")));
    }

    /** The library says how long a page is only if nobody asks for one. */
    @Test
    void saysHowLongAPageOfOpenContractOrdersIsAtMexc() {
        contractsOfKucoin();
        host.on("fetchOrders", "[]");

        VenueStatement _ = state(statements("mexc", InstrumentKind.LINEAR), null);

        assertThat(host.arguments("fetchOpenOrders").getFirst()).contains("\"page_size\":100");
    }

    @ParameterizedTest
    @CsvSource({"1,buy,BUY", "2,sell,BUY", "3,3,SELL", "4,4,SELL"})
    void readsTheSidesOfContractsAtMexc(String own, String library, Side side) {
        contractsOfKucoin();
        String order =
                open(1).replace("\"buy\"", '"' + library + '"')
                        .replace("\"info\":{", "\"info\":{\"vol\":\"1\",\"side\":\"" + own + "\",");
        host.on("fetchOpenOrders", "[" + order + "]");
        host.on("fetchOrders", "[]");

        VenueStatement statement = state(statements("mexc", InstrumentKind.LINEAR), null);

        assertThat(Objects.requireNonNull(statement.openOrders()).getFirst().side())
                .isEqualTo(side);
    }

    @Test
    void takesAListWithoutPagesForAllHoweverLongItIs() {
        host.on("fetchClosedOrders", "[]")
                .on("fetchBalance", "{\"total\":{\"USDT\":\"3\"},\"info\":{\"data\":[]}}")
                .on(
                        "fetchOpenOrders",
                        IntStream.range(1, 700)
                                .mapToObj(StatementsTest::open)
                                .collect(Collectors.joining(",", "[", "]")));

        VenueStatement statement = state(statements("kucoin", InstrumentKind.SPOT), null);

        assertThat(statement.openOrders()).hasSize(699);
    }

    /** Trades of the earliest millisecond of a page may be on the next one too. */
    @Test
    void readsTradesUntilTheEarliestOfAPageWithItsWholeMillisecond() {
        knowTheOrder();
        now = BEGIN.plusSeconds(10);
        host.on("fetchClosedOrders", "[]")
                .on("fetchCanceledOrders", "[]")
                .on("fetchFundingHistory", "[]")
                .on("fetchMyTrades", StatementsTest::fillsOfKraken);

        VenueStatement statement = state(statements("krakenfutures", InstrumentKind.LINEAR), null);

        assertThat(ids(statement)).hasSize(150).doesNotHaveDuplicates();
    }

    /** Three of each millisecond, the latest first, a hundred of them before the mark. */
    private static HostReply fillsOfKraken(HostCall call) {
        String before = call.arguments().path(3).path("lastFillTime").asString("");
        Instant end = before.isEmpty() ? BEGIN.plusSeconds(5) : Instant.parse(before);
        return returned(
                IntStream.iterate(149, i -> i >= 0, i -> i - 1)
                        .filter(i -> fillTime(i).isBefore(end))
                        .limit(100)
                        .mapToObj(i ->
                                trade("t" + i, "7", fillTime(i))
                                        .replaceFirst(
                                                "[{]",
                                                "{\"info\":{\"fillTime\":\"" + fillTime(i) + "\"},")
                                        .replace("BTC/USDT", "BTC/USDT:USDT"))
                        .collect(Collectors.joining(",", "[", "]")));
    }

    /** Three of each millisecond, the latest first, and a venue that leaves the end out. */
    @Test
    void readsAllTradesOfTheMomentAtWhichAPageEnds() {
        knowTheOrder();
        now = BEGIN.plusSeconds(10);
        host.on(
                "fetchMyTrades",
                call -> {
                    long until = call.arguments().path(3).path("until").asLong(Long.MAX_VALUE);
                    return returned(
                            IntStream.iterate(149, i -> i >= 0, i -> i - 1)
                                    .filter(i -> fillTime(i).toEpochMilli() < until)
                                    .limit(100)
                                    .mapToObj(i -> trade("t" + i, "7", fillTime(i)))
                                    .collect(Collectors.joining(",", "[", "]")));
                });

        VenueStatement statement = state(statements("mexc", InstrumentKind.SPOT), null);

        assertThat(ids(statement)).hasSize(150).doesNotHaveDuplicates();
    }

    private static Instant fillTime(int i) {
        return BEGIN.plusSeconds(1).plusMillis(i / 3);
    }

    /** Binance dates withdrawals to the second: this one came after the account was connected. */
    @Test
    void tellsMoneyThatIsDatedToTheSecondInWhichTheHistoryBegins() {
        Instant begin = BEGIN.plusMillis(700);
        now = BEGIN.plusMillis(900);
        host.on(
                "fetchWithdrawals",
                "[{\"id\":\"w1\",\"amount\":\"20\",\"currency\":\"USDT\",\"status\":\"ok\",\"timestamp\":%d}]"
                        .formatted(BEGIN.toEpochMilli()));
        Statements statements = new Statements(source("binance", InstrumentKind.SPOT), LAG, begin);

        VenueStatement first = state(statements, null);
        VenueStatement second = state(statements, cursor(first));

        assertThat(Objects.requireNonNull(first.history()).movements()).hasSize(1);
        assertThat(Objects.requireNonNull(second.history()).movements()).isEmpty();
    }

    @Test
    void doesNotTakeAFullPageOfOpenOrdersForAll() {
        host.on(
                "fetchOpenOrders",
                IntStream.range(0, 500)
                        .mapToObj(i ->
                                "{\"id\":\"%d\",\"symbol\":\"BTC/USDT\",\"side\":\"buy\",\"amount\":\"1\",\"filled\":\"0\",\"status\":\"open\"}"
                                        .formatted(i))
                        .collect(Collectors.joining(",", "[", "]")));

        VenueStatement statement = state(statements("binance", InstrumentKind.SPOT), null);

        assertThat(statement.openOrders()).isNull();
    }

    private static String open(int id) {
        return "{\"id\":\"%d\",\"symbol\":\"BTC/USDT\",\"side\":\"buy\",\"amount\":\"1\",\"filled\":\"0\",\"status\":\"open\",\"info\":{\"ordId\":\"%d\"}}"
                .formatted(id, id);
    }

    /** The orders below the mark, latest first, as OKX gives them. */
    @Test
    void readsOpenOrdersPageAfterPageWhereAVenueMarksThem() {
        host.on("fetchClosedOrders", "[]")
                .on("fetchCanceledOrders", "[]")
                .on("fetchLedger", "[]")
                .on(
                        "fetchOpenOrders",
                        call -> {
                            int below = call.arguments().path(3).path("after").asInt(1_000);
                            return returned(
                                    IntStream.iterate(249, id -> id > 0, id -> id - 1)
                                            .filter(id -> id < below)
                                            .limit(100)
                                            .mapToObj(StatementsTest::open)
                                            .collect(Collectors.joining(",", "[", "]")));
                        });

        VenueStatement statement = state(statements("okx", InstrumentKind.SPOT), null);

        assertThat(statement.openOrders()).hasSize(249);
    }

    /** More may trade in one millisecond than a page holds. */
    @Test
    void readsTradesOfOneMillisecondPageAfterPageWhereAVenueMarksThem() {
        knowTheOrder();
        now = BEGIN.plusSeconds(10);
        host.on("fetchCanceledAndClosedOrders", "[]")
                .on("fetchLedger", "[]")
                .on(
                        "fetchMyTrades",
                        call -> {
                            int from = call.arguments().path(3).path("cursor").asInt(0);
                            return returned(
                                    IntStream.range(from, Math.min(from + 50, 130))
                                            .mapToObj(i ->
                                                    trade("t" + i, "7", BEGIN.plusSeconds(1))
                                                            .replaceFirst(
                                                                    "[{]",
                                                                    "{\"info\":{\"nextPageCursor\":\""
                                                                            + (from + 50)
                                                                            + "\"},"))
                                            .collect(Collectors.joining(",", "[", "]")));
                        });

        VenueStatement statement = state(statements("bybit", InstrumentKind.SPOT), null);

        assertThat(ids(statement)).hasSize(130).doesNotHaveDuplicates();
    }

    @Test
    void refusesACursorOfAnotherForm() {
        VenueStatement statement =
                state(statements("binance", InstrumentKind.SPOT), "something else");

        assertThat(statement.history()).isNull();
        assertThat(failures).singleElement().asString().contains("cursor must be");
    }
}
