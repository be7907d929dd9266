package dev.keel.venues.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.http.Json;
import java.io.IOException;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class BybitAndOkxIT {
    private static SimulatedExchange start(String venue, InstrumentKind kind) {
        SimulatedExchange exchange = SimulatedExchange.start(venue, kind, SimulationOptions.USUAL);
        exchange.quote(
                exchange.markets().getFirst().id(), new BigDecimal("100"), new BigDecimal("100.1"));
        return exchange;
    }

    @ParameterizedTest
    @EnumSource(InstrumentKind.class)
    void bybitTakesShowsPagesAndEndsOrders(InstrumentKind kind)
            throws IOException, InterruptedException {
        String category = kind == InstrumentKind.SPOT ? "spot" : "linear";
        try (SimulatedExchange exchange = start("bybit", kind)) {
            Client client = new Client(exchange);
            for (String id : new String[] {"1", "2", "3"}) {
                assertThat(client.bybit("POST", "/v5/order/create", "", bybit(category, id)).body())
                        .contains("\"retCode\":0");
            }
            String again =
                    client.bybit("POST", "/v5/order/create", "", bybit(category, "1")).body();
            String first = "category=" + category + "&symbol=BTCUSDT&limit=2";
            JsonNode page = Json.read(client.bybit("GET", "/v5/order/realtime", first, "").body());
            String cursor = Json.text(page.path("result"), "nextPageCursor");
            JsonNode rest =
                    Json.read(
                            client.bybit(
                                            "GET",
                                            "/v5/order/realtime",
                                            first + "&cursor=" + cursor.replace(":", "%3A"),
                                            "")
                                    .body());
            String cancel =
                    "{\"category\":\""
                            + category
                            + "\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"1\"}";

            assertThat(again).contains(kind == InstrumentKind.SPOT ? "170141" : "110072");
            assertThat(page.path("result").path("list")).hasSize(2);
            assertThat(rest.path("result").path("list")).hasSize(1);
            assertThat(client.bybit("POST", "/v5/order/cancel", "", cancel).body())
                    .contains("\"retCode\":0");
            assertThat(client.bybit("POST", "/v5/order/cancel", "", cancel).body())
                    .contains(kind == InstrumentKind.SPOT ? "170213" : "110001");
            assertThat(
                            new Client(exchange, "wrong")
                                    .bybit("GET", "/v5/user/query-api", "", "")
                                    .body())
                    .contains("10004");
            assertThat(exchange.received(Ask.OPEN_ORDERS)).isEqualTo(2);
        }
    }

    private static String bybit(String category, String clientId) {
        return Json.object(
                        "category", category,
                        "symbol", "BTCUSDT",
                        "side", "Buy",
                        "orderType", "Limit",
                        "qty", "1",
                        "price", "90",
                        "timeInForce", "GTC",
                        "orderLinkId", clientId)
                .toString();
    }

    @ParameterizedTest
    @EnumSource(InstrumentKind.class)
    void okxTakesShowsAndEndsOrders(InstrumentKind kind) throws IOException, InterruptedException {
        String market = kind == InstrumentKind.SPOT ? "BTC-USDT" : "BTC-USDT-SWAP";
        try (SimulatedExchange exchange = start("okx", kind)) {
            Client client = new Client(exchange);
            String order =
                    Json.object(
                                    "instId", market,
                                    "clOrdId", "1",
                                    "side", "buy",
                                    "ordType", "limit",
                                    "sz", "1",
                                    "px", "90",
                                    "tdMode", kind == InstrumentKind.SPOT ? "cash" : "cross")
                            .toString();
            String path = "/api/v5/trade/order";
            String one = path + "?instId=" + market + "&clOrdId=1";
            String cancel = "{\"instId\":\"" + market + "\",\"clOrdId\":\"1\"}";

            assertThat(client.okx("POST", path, order).body()).contains("\"sCode\":\"0\"");
            assertThat(client.okx("POST", "/api/v5/trade/batch-orders", "[" + order + "]").body())
                    .contains("51016");
            assertThat(client.okx("GET", one, "").body()).contains("\"state\":\"live\"");
            assertThat(client.okx("POST", "/api/v5/trade/cancel-order", cancel).body())
                    .contains("\"sCode\":\"0\"");
            assertThat(client.okx("POST", "/api/v5/trade/cancel-order", cancel).body())
                    .contains("51400");
            assertThat(client.okx("GET", path + "?instId=" + market + "&clOrdId=2", "").body())
                    .contains("51603");
            assertThat(new Client(exchange, "wrong").okx("GET", one, "").statusCode())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "LINEAR", value = InstrumentKind.class)
    void theAccountsLogTellsTransfersFundingAndTrades(InstrumentKind kind)
            throws IOException, InterruptedException {
        try (SimulatedExchange exchange = start("okx", kind)) {
            Client client = new Client(exchange);
            String order =
                    "{\"instId\":\"BTC-USDT-SWAP\",\"clOrdId\":\"1\",\"side\":\"buy\","
                            + "\"ordType\":\"market\",\"sz\":\"10\",\"tdMode\":\"cross\"}";
            client.okx("POST", "/api/v5/trade/order", order);
            exchange.move("USDT", new BigDecimal("50"));
            exchange.fund(exchange.markets().getFirst().id(), new BigDecimal("0.001"));

            JsonNode bills = Json.read(client.okx("GET", "/api/v5/account/bills", "").body());

            assertThat(bills.path("data"))
                    .extracting(line -> Json.text(line, "type"))
                    .containsExactlyInAnyOrder("2", "1", "8");
        }
    }
}
