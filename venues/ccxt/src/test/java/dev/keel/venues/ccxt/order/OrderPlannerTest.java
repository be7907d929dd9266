package dev.keel.venues.ccxt.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import dev.keel.core.order.TimeInForce;
import dev.keel.venues.ccxt.exchange.Exchanges;
import dev.keel.venues.ccxt.exchange.Listing;
import dev.keel.venues.ccxt.table.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class OrderPlannerTest {
    private static final InstrumentKind SPOT = InstrumentKind.SPOT;
    private static final InstrumentKind LINEAR = InstrumentKind.LINEAR;

    private static OrderPlan plan(String venue, InstrumentKind kind, OrderRequest request) {
        return plan(venue, kind, request, Samples.listing(kind), Samples.PLACED);
    }

    private static OrderPlan plan(
            String venue, InstrumentKind kind, OrderRequest request, Listing listing, Instant now) {
        return new OrderPlanner(Exchanges.of(venue), kind)
                .plan(Samples.order(request), listing, OrderTerms.PLAIN, now);
    }

    private static JsonNode sent(OrderPlan plan) {
        assertThat(plan).isInstanceOf(OrderPlan.Send.class);
        return ((OrderPlan.Send) plan).arguments();
    }

    private static String refused(OrderPlan plan) {
        assertThat(plan).isInstanceOf(OrderPlan.Refuse.class);
        return ((OrderPlan.Refuse) plan).why();
    }

    /** Facts, table 1: under any other name it is dropped, replaced, or leaks and does nothing. */
    @ParameterizedTest
    @CsvSource({
        "binance,SPOT,newClientOrderId,",
        "binance,LINEAR,newClientOrderId,",
        "bybit,SPOT,orderLinkId,",
        "bybit,LINEAR,orderLinkId,",
        "okx,SPOT,clOrdId,",
        "okx,LINEAR,clOrdId,",
        "kucoin,SPOT,clientOid,",
        "kucoin,LINEAR,clientOid,",
        "gate,SPOT,text,t-",
        "gate,LINEAR,text,t-",
        "bitget,SPOT,clientOid,",
        "bitget,LINEAR,clientOid,",
        "mexc,SPOT,newClientOrderId,",
        "mexc,LINEAR,externalOid,",
        "kraken,SPOT,cl_ord_id,",
        "krakenfutures,LINEAR,cliOrdId,",
        "coinbase,SPOT,client_order_id,",
        "coinbase,LINEAR,client_order_id,",
        "htx,SPOT,client-order-id,",
        "htx,LINEAR,client_order_id,",
        "cryptocom,SPOT,client_oid,",
        "cryptocom,LINEAR,client_oid,",
        "bingx,SPOT,newClientOrderId,",
        "bingx,LINEAR,clientOrderID,",
        "deribit,SPOT,label,",
        "deribit,LINEAR,label,",
        "phemex,SPOT,clOrdID,",
        "phemex,LINEAR,clOrdID,"
    })
    void namesTheOrderInTheVenuesOwnField(
            String venue, InstrumentKind kind, String field, String prefix) {
        JsonNode sent = sent(plan(venue, kind, Samples.limit(kind, Side.BUY, "100")));

        assertThat(sent.path(5).path(field).asString())
                .isEqualTo((prefix == null ? "" : prefix) + Samples.ID);
        assertThat(sent.path(5).has("clientOrderId")).isFalse();
        assertThat(sent.path(3).isString()).isTrue();
        assertThat(sent.path(4).asString()).isEqualTo("100");
    }

    /** Facts, table 4: each of these becomes a plain order if it is sent as unified parameter. */
    @ParameterizedTest
    @CsvSource({
        "krakenfutures,LINEAR,ioc",
        "krakenfutures,LINEAR,fok",
        "mexc,LINEAR,ioc",
        "mexc,LINEAR,fok",
        "mexc,SPOT,stop",
        "mexc,LINEAR,stop",
        "kucoin,LINEAR,fok",
        "gate,SPOT,stop",
        "gate,LINEAR,stop",
        "bitget,SPOT,stop",
        "bitget,SPOT,trailing",
        "bybit,SPOT,stop",
        "bybit,SPOT,trailing",
        "okx,SPOT,stop",
        "okx,LINEAR,trailing",
        "kraken,SPOT,trailing",
        "coinbase,SPOT,stop",
        "coinbase,LINEAR,reduce-only",
        "cryptocom,LINEAR,reduce-only",
        "cryptocom,SPOT,stop",
        "cryptocom,SPOT,trailing",
        "htx,SPOT,stop",
        "htx,LINEAR,stop",
        "bingx,SPOT,trailing",
        "deribit,LINEAR,trailing",
        "phemex,LINEAR,trailing",
        "gate,SPOT,market-buy",
        "bitget,SPOT,market-buy",
        "coinbase,SPOT,market-buy",
        "htx,SPOT,market-buy",
        "binance,LINEAR,good-till-date",
        "binance,SPOT,trailing"
    })
    void refusesWhatTheLibraryWouldTurnIntoAPlainOrder(
            String venue, InstrumentKind kind, String feature) {
        String why = refused(plan(venue, kind, asking(kind, Feature.of(feature))));

        assertThat(why).contains(venue).contains(feature);
    }

    private static OrderRequest asking(InstrumentKind kind, Feature feature) {
        OrderRequest sell = Samples.market(kind, Side.SELL);
        OrderRequest limit = Samples.limit(kind, Side.SELL, "100");
        return switch (feature) {
            case EVERY, JSON_NUMBERS, MARKET_SELL -> sell;
            case MARKET_BUY -> Samples.market(kind, Side.BUY);
            case LIMIT -> limit;
            case STOP -> sell.withType(new OrderType.Stop(Price.of("99")));
            case STOP_LIMIT ->
                    sell.withType(new OrderType.StopLimit(Price.of("99"), Price.of("98")));
            case TRAILING -> sell.withType(new OrderType.TrailingStop(BigDecimal.ONE));
            case IOC -> limit.withTimeInForce(TimeInForce.ImmediateOrCancel.INSTANCE);
            case FOK -> limit.withTimeInForce(TimeInForce.FillOrKill.INSTANCE);
            case GOOD_TILL_DATE ->
                    limit.withTimeInForce(
                            new TimeInForce.GoodTillDate(Samples.PLACED.plusSeconds(3_600)));
            case POST_ONLY -> limit.with(Instruction.POST_ONLY);
            case REDUCE_ONLY -> limit.with(Instruction.REDUCE_ONLY);
        };
    }

    @Test
    void decidesEveryFeatureOfEveryReviewedMarket() {
        for (var exchange : Exchanges.reviewed()) {
            for (InstrumentKind kind : exchange.kinds()) {
                OrderTable table = OrderTable.of(exchange, kind);
                for (Feature feature : Feature.values()) {
                    boolean decided =
                            table.allows(feature)
                                    || feature == Feature.JSON_NUMBERS
                                    || !table.why(feature).contains("no table lists it");
                    assertThat(decided).as("%s %s %s", exchange.id(), kind, feature).isTrue();
                }
            }
        }
    }

    /** Whatever a table allows can be said; nothing it says twice. */
    @Test
    void plansWhateverItsTablesAllow() {
        for (var exchange : Exchanges.reviewed()) {
            for (InstrumentKind kind : exchange.kinds()) {
                OrderTable table = OrderTable.of(exchange, kind);
                for (Feature feature : Feature.values()) {
                    if (table.allows(feature)) {
                        sent(plan(exchange.id(), kind, asking(kind, feature)));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "binance,LINEAR,ioc,timeInForce,IOC",
        "phemex,LINEAR,ioc,timeInForce,ImmediateOrCancel",
        "phemex,SPOT,post-only,timeInForce,PostOnly",
        "okx,SPOT,post-only,postOnly,true",
        "bybit,LINEAR,stop,triggerDirection,descending",
        "kraken,SPOT,stop,stopLossPrice,99",
        "phemex,LINEAR,stop,triggerPrice,99",
        "deribit,LINEAR,stop,stopLossPrice,99",
        "bitget,LINEAR,reduce-only,reduceOnly,true",
        "htx,SPOT,stop-limit,operator,lte",
        "okx,LINEAR,limit,tdMode,cross",
        "okx,SPOT,limit,tdMode,cash",
        "kucoin,LINEAR,limit,marginMode,CROSS",
        "mexc,LINEAR,limit,openType,2"
    })
    void saysItInWordsThatTheWireCarries(
            String venue, InstrumentKind kind, String feature, String field, String value) {
        JsonNode sent = sent(plan(venue, kind, asking(kind, Feature.of(feature))));

        assertThat(Json.text(sent.path(5), field)).contains(value);
    }

    @Test
    void roundsLimitsToTheSideThatCostsNothing() {
        assertThat(priceOf(Samples.limit(SPOT, Side.BUY, "100.19"))).isEqualTo("100.1");
        assertThat(priceOf(Samples.limit(SPOT, Side.SELL, "100.11"))).isEqualTo("100.2");
        assertThat(priceOf(Samples.limit(SPOT, Side.BUY, "100.1"))).isEqualTo("100.1");
    }

    private static String priceOf(OrderRequest request) {
        return sent(plan("binance", SPOT, request)).path(4).asString();
    }

    @Test
    void firesAStopNoLaterThanAsked() {
        OrderRequest sell =
                Samples.market(SPOT, Side.SELL).withType(new OrderType.Stop(Price.of("99.11")));
        OrderRequest buy =
                Samples.market(SPOT, Side.BUY).withType(new OrderType.Stop(Price.of("99.19")));

        assertThat(Json.text(sent(plan("binance", SPOT, sell)).path(5), "stopLossPrice"))
                .contains("99.2");
        assertThat(Json.text(sent(plan("binance", SPOT, buy)).path(5), "stopLossPrice"))
                .contains("99.1");
    }

    @Test
    void neverChangesAQuantity() {
        OrderRequest between =
                Samples.limit(SPOT, Side.BUY, "100").withQuantity(Quantity.of("0.1005"));

        assertThat(refused(plan("binance", SPOT, between))).contains("multiple of 0.001");
    }

    @Test
    void refusesAPriceBelowATick() {
        assertThat(refused(plan("binance", SPOT, Samples.limit(SPOT, Side.BUY, "0.01"))))
                .contains("tick");
    }

    @Test
    void refusesLessThanTheVenuesLeastNotional() {
        OrderRequest small = Samples.limit(SPOT, Side.BUY, "10").withQuantity(Quantity.of("0.1"));

        assertThat(refused(plan("binance", SPOT, small))).contains("at least 5");
    }

    @Test
    void refusesWhatADoubleDoesNotHoldWhereTheWireHasJsonNumbers() {
        Listing fine = Samples.listing(SPOT, "0.000000000000000001", "0.000000001", "0");
        OrderRequest digits =
                Samples.limit(SPOT, Side.BUY, "100")
                        .withQuantity(Quantity.of("12345678.123456789"));

        assertThat(refused(plan("bingx", SPOT, digits, fine, Samples.PLACED)))
                .contains("JSON number");
        assertThat(sent(plan("binance", SPOT, digits, fine, Samples.PLACED)).path(3).asString())
                .isEqualTo("12345678.123456789");
    }

    /** HTX's contracts take the id as a JSON number: two ids of 18 digits would become one. */
    @Test
    void refusesAnIdThatTheWireWouldRound() {
        OrderId large = new OrderId(900_000_100_000_000_001L);

        OrderPlan plan =
                new OrderPlanner(Exchanges.of("htx"), LINEAR)
                        .plan(
                                Samples.order(large, Samples.limit(LINEAR, Side.BUY, "100")),
                                Samples.listing(LINEAR),
                                OrderTerms.PLAIN,
                                Samples.PLACED);

        assertThat(refused(plan)).contains("9007199254740991");
    }

    @Test
    void takesASpotSellForReducingWithoutSayingSo() {
        OrderRequest sell = Samples.limit(SPOT, Side.SELL, "100").with(Instruction.REDUCE_ONLY);
        OrderRequest buy = Samples.limit(SPOT, Side.BUY, "100").with(Instruction.REDUCE_ONLY);

        assertThat(sent(plan("coinbase", SPOT, sell)).path(5).has("reduceOnly")).isFalse();
        assertThat(refused(plan("coinbase", SPOT, buy))).contains("reduce");
    }

    @Test
    void stampsTheTimeOfPlacementAndNeverThatOfSending() {
        Instant later = Samples.PLACED.plusSeconds(3);
        OrderPlan plan =
                new OrderPlanner(Exchanges.of("binance"), SPOT)
                        .plan(
                                Samples.order(Samples.limit(SPOT, Side.BUY, "100")),
                                Samples.listing(SPOT),
                                new OrderTerms(Duration.ofMillis(250), false),
                                later);

        assertThat(sent(plan).path(5).path("timestamp").asLong())
                .isEqualTo(Samples.PLACED.toEpochMilli() + 250);
        assertThat(sent(plan).path(5).path("recvWindow").asLong()).isEqualTo(5_000);
        assertThat(((OrderPlan.Send) plan).notAfter()).isEqualTo(Samples.PLACED.plusSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({"binance", "bybit", "okx", "kraken", "coinbase", "deribit"})
    void sendsNothingOnceItsValidityIsOver(String venue) {
        OrderRequest request = Samples.limit(SPOT, Side.BUY, "100");

        OrderPlan plan =
                plan(venue, SPOT, request, Samples.listing(SPOT), Samples.PLACED.plusMillis(5_001));

        assertThat(refused(plan)).contains("validity");
    }

    @ParameterizedTest
    @CsvSource({
        "kraken,SPOT,deadline,2026-03-01T12:00:10Z",
        "krakenfutures,LINEAR,processBefore,2026-03-01T12:00:10Z",
        "deribit,LINEAR,valid_until,1772366405000"
    })
    void tellsTheVenueWhenItIsTooLate(
            String venue, InstrumentKind kind, String field, String value) {
        JsonNode sent = sent(plan(venue, kind, Samples.limit(kind, Side.BUY, "100")));

        assertThat(Json.text(sent.path(5), field)).contains(value);
    }

    @Test
    void wantsNoTimeInForceThatAStopCannotHave() {
        OrderRequest stop =
                Samples.market(SPOT, Side.SELL)
                        .withType(new OrderType.Stop(Price.of("99")))
                        .withTimeInForce(TimeInForce.ImmediateOrCancel.INSTANCE);

        assertThat(refused(plan("binance", SPOT, stop))).contains("time in force");
    }
}
