package dev.keel.venues.ccxt.recovery;

import static dev.keel.venues.ccxt.host.ScriptedHost.threw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.outcome.Outcome;
import dev.keel.venues.ccxt.answer.Answers;
import dev.keel.venues.ccxt.answer.ClientIds;
import dev.keel.venues.ccxt.answer.OrderReader;
import dev.keel.venues.ccxt.call.VenueCalls;
import dev.keel.venues.ccxt.exchange.Exchange;
import dev.keel.venues.ccxt.exchange.Exchanges;
import dev.keel.venues.ccxt.host.AtOnce;
import dev.keel.venues.ccxt.host.ScriptedHost;
import dev.keel.venues.ccxt.order.Samples;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LookupsTest {
    private static final OrderId ORDER = new OrderId(Samples.ID);

    private final ScriptedHost host = new ScriptedHost();

    private Lookups lookups(String venue, InstrumentKind kind) {
        ClientIds ids = new ClientIds(id -> true);
        return new Lookups(
                Exchanges.of(venue),
                kind,
                new VenueCalls(
                        () -> host,
                        new AtOnce(),
                        InstantSource.fixed(Samples.PLACED),
                        "x",
                        "account"),
                Answers.of(venue, ids),
                new OrderReader(ids),
                Duration.ofSeconds(5));
    }

    private static Target target(InstrumentKind kind, @Nullable VenueOrderId venueId) {
        return new Target(ORDER, Samples.listing(kind), venueId, Samples.PLACED);
    }

    private static String order(String id, String clientId, String status) {
        return """
        {"id":"%s","clientOrderId":%s,"symbol":"BTC/USDT","side":"buy","amount":"1",
         "filled":"0","status":"%s"}\
        """
                .formatted(id, clientId.isEmpty() ? "null" : "\"" + clientId + "\"", status);
    }

    private static String mine(String id) {
        return order(id, ORDER.toString(), "open");
    }

    @Test
    void asksBybitThreeListsAndNeverForTheOrder() {
        host.on("fetchOpenOrders", "[]").on("fetchCanceledAndClosedOrders", "[" + mine("9") + "]");

        Finding finding =
                lookups("bybit", InstrumentKind.SPOT).find(target(InstrumentKind.SPOT, null));

        assertThat(finding).isInstanceOf(Finding.Found.class);
        assertThat(host.methods())
                .containsExactly(
                        "fetchOpenOrders", "fetchOpenOrders", "fetchCanceledAndClosedOrders");
        assertThat(host.arguments("fetchOpenOrders"))
                .containsOnly("[\"BTC/USDT\",null,null,{\"orderLinkId\":\"" + ORDER + "\"}]");
    }

    /** Of an empty body or a page for people the library makes an empty list. */
    @Test
    void believesAnEmptyListOnlyTheSecondTime() {
        AtomicInteger asked = new AtomicInteger();
        host.on(
                "fetchOpenOrders",
                call ->
                        ScriptedHost.returned(
                                asked.getAndIncrement() == 0 ? "[]" : "[" + mine("9") + "]"));

        Finding finding =
                lookups("bybit", InstrumentKind.SPOT).find(target(InstrumentKind.SPOT, null));

        assertThat(finding).isInstanceOf(Finding.Found.class);
    }

    @Test
    void neverAsksKrakenForTheOrderItself() {
        host.on("fetchOpenOrders", "[]").on("fetchClosedOrders", "[]");

        Finding finding =
                lookups("kraken", InstrumentKind.SPOT).find(target(InstrumentKind.SPOT, null));

        assertThat(finding).isInstanceOf(Finding.Absent.class);
        assertThat(host.methods()).doesNotContain("fetchOrder");
    }

    @Test
    void seesADoubleSendAtDeribitAndTakesNeither() {
        host.on(
                "privateGetGetOpenOrdersByLabel",
                "{\"result\":[{\"order_id\":\"USDC-1\"},{\"order_id\":\"USDC-2\"}]}");

        Finding finding =
                lookups("deribit", InstrumentKind.LINEAR).find(target(InstrumentKind.LINEAR, null));

        assertThat(finding)
                .isInstanceOfSatisfying(
                        Finding.Unclear.class,
                        unclear -> assertThat(unclear.why()).contains("several orders"));
    }

    @Test
    void followsDeribitsLabelToTheOrder() {
        host.on("privateGetGetOpenOrdersByLabel", "{\"result\":[]}")
                .on("privateGetGetOrderStateByLabel", "{\"result\":[{\"order_id\":\"USDC-1\"}]}")
                .on("fetchOrder", order("USDC-1", "", "canceled"));

        Finding finding =
                lookups("deribit", InstrumentKind.LINEAR).find(target(InstrumentKind.LINEAR, null));

        assertThat(finding)
                .isInstanceOfSatisfying(
                        Finding.Found.class,
                        found -> {
                            assertThat(found.order().clientId()).isEqualTo(ORDER);
                            assertThat(found.order().state()).isEqualTo(VenueOrder.State.CANCELED);
                        });
        assertThat(host.arguments("privateGetGetOpenOrdersByLabel"))
                .containsExactly("[{\"currency\":\"USDT\",\"label\":\"" + ORDER + "\"}]");
    }

    @Test
    void looksMexcContractsUpByTheVenuesOwnCall() {
        host.on(
                        "contractPrivateGetOrderExternalSymbolExternalOid",
                        "{\"success\":true,\"code\":0,\"data\":{\"orderId\":\"102\"}}")
                .on("fetchOrder", order("102", "", "open"));

        Finding finding =
                lookups("mexc", InstrumentKind.LINEAR).find(target(InstrumentKind.LINEAR, null));

        assertThat(finding).isInstanceOf(Finding.Found.class);
        assertThat(host.arguments("fetchOrder").getFirst()).startsWith("[\"102\"");
    }

    @Test
    void scansCoinbaseAndSendsNothingAgain() {
        host.on("fetchOrders", "[" + order("a", "12", "open") + "," + mine("b") + "]");

        Finding finding =
                lookups("coinbase", InstrumentKind.SPOT).find(target(InstrumentKind.SPOT, null));

        assertThat(finding)
                .isInstanceOfSatisfying(
                        Finding.Found.class,
                        found -> assertThat(found.order().id().value()).isEqualTo("b"));
        assertThat(host.methods()).containsExactly("fetchOrders");
    }

    /** With more orders since than a page holds, ours may be one of those that are left out. */
    @Test
    void takesNoFullPageWithoutTheOrderForItsAbsence() {
        String page =
                IntStream.range(0, 250)
                        .mapToObj(i -> order("a" + i, "12", "open"))
                        .collect(Collectors.joining(",", "[", "]"));
        host.on("fetchOrders", page);

        Finding finding =
                lookups("coinbase", InstrumentKind.SPOT).find(target(InstrumentKind.SPOT, null));

        assertThat(finding)
                .isInstanceOfSatisfying(
                        Finding.Unclear.class,
                        unclear -> assertThat(unclear.why()).contains("full page"));
    }

    /** In one of its modes HTX forgets our id as soon as the order has ended. */
    @Test
    void looksForAnIdThatHtxHasForgottenAmongTheOrders() {
        host.on("fetchOrder", call -> threw("OrderNotFound", 200, "{\"code\":1017}"))
                .on("fetchOrders", "[" + mine("b") + "]");

        Finding finding =
                lookups("htx", InstrumentKind.LINEAR).find(target(InstrumentKind.LINEAR, null));

        assertThat(finding).isInstanceOf(Finding.Found.class);
    }

    @Test
    void looksForBinanceConditionalOrdersInTheirOwnBook() {
        host.on(
                "fetchOrder",
                call ->
                        call.arguments().toString().contains("\"trigger\":true")
                                ? ScriptedHost.returned(mine("5"))
                                : threw("OrderNotFound", 400, "{\"code\":-2013}"));

        Finding finding =
                lookups("binance", InstrumentKind.LINEAR).find(target(InstrumentKind.LINEAR, null));

        assertThat(finding).isInstanceOf(Finding.Found.class);
    }

    @Test
    void isNotFoundOnlyIfEveryStepSaysSo() {
        host.on(
                "fetchOrder",
                call ->
                        call.arguments().toString().contains("\"trigger\":true")
                                ? threw("ExchangeNotAvailable", 503, "<html/>")
                                : threw("OrderNotFound", 400, "{\"code\":-2013}"));

        Finding finding =
                lookups("binance", InstrumentKind.LINEAR).find(target(InstrumentKind.LINEAR, null));

        assertThat(finding).isInstanceOf(Finding.Unclear.class);
    }

    @Test
    void takesNoOtherOrderForOurs() {
        host.on("fetchOrder", order("5", "471100000000018", "open"));

        Finding finding =
                lookups("okx", InstrumentKind.SPOT).find(target(InstrumentKind.SPOT, null));

        assertThat(finding).isInstanceOf(Finding.Unclear.class);
    }

    @Test
    void cancelsAtGateWithThePrefix() {
        host.on("cancelOrder", mine("5"));

        Outcome outcome =
                lookups("gate", InstrumentKind.SPOT).cancel(target(InstrumentKind.SPOT, null));

        assertThat(outcome).isEqualTo(new Outcome.Acknowledged());
        assertThat(host.arguments("cancelOrder"))
                .containsExactly("[\"t-" + ORDER + "\",\"BTC/USDT\"]");
    }

    @Test
    void cancelsAtCoinbaseOnlyByTheVenuesId() {
        host.on("cancelOrder", "{\"id\":\"b\"}");
        Lookups coinbase = lookups("coinbase", InstrumentKind.SPOT);

        assertThat(coinbase.cancel(target(InstrumentKind.SPOT, null)))
                .isInstanceOf(Outcome.Unknown.class);
        assertThat(host.methods()).isEmpty();
        assertThat(coinbase.cancel(target(InstrumentKind.SPOT, new VenueOrderId("b"))))
                .isEqualTo(new Outcome.Acknowledged());
    }

    @ParameterizedTest
    @EnumSource(InstrumentKind.class)
    void hasAPlanForEveryReviewedMarketThatNeverPlacesAnOrder(InstrumentKind kind) {
        for (Exchange exchange : Exchanges.reviewed()) {
            if (exchange.kinds().contains(kind)) {
                assertThat(Step.of(exchange.id(), Exchange.word(kind), Step.QUERY))
                        .allSatisfy(step ->
                                assertThat(step.method().toLowerCase(Locale.ROOT))
                                        .doesNotContain("create")
                                        .doesNotContain("edit"));
                assertThat(Step.of(exchange.id(), Exchange.word(kind), Step.CANCEL)).isNotEmpty();
            }
        }
    }
}
