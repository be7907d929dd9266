package dev.keel.venues.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.order.Side;
import dev.keel.venues.simulator.BrokerOrder.State;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.WireFault;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.Signing;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The wire of one exchange from end to end, and every fault on it. */
class BinanceIT {
    private static final InstrumentId MARKET = InstrumentId.of("BTC/USDT");
    private static final String ORDERS = "api.binance.com/api/v3/order";
    private static final Duration SHORT = Duration.ofMillis(700);

    private final SimulatedExchange exchange =
            SimulatedExchange.start(
                    "binance",
                    InstrumentKind.SPOT,
                    SimulationOptions.USUAL.holdingBack(Duration.ofMillis(400)));
    private final Client client = new Client(exchange);

    @BeforeEach
    void quote() {
        exchange.quote(MARKET, new BigDecimal("100"), new BigDecimal("100.1"));
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    private HttpResponse<String> place(String clientId) throws IOException, InterruptedException {
        return client.binance("POST", ORDERS, limit(clientId));
    }

    private static String limit(String clientId) {
        return "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=90"
                + "&newClientOrderId="
                + clientId;
    }

    private JsonNode query(String clientId) throws IOException, InterruptedException {
        return Json.read(
                client.binance("GET", ORDERS, "symbol=BTCUSDT&origClientOrderId=" + clientId)
                        .body());
    }

    @Test
    void takesShowsAndEndsAnOrder() throws IOException, InterruptedException {
        assertThat(Json.text(Json.read(place("1").body()), "status")).isEqualTo("NEW");
        assertThat(Json.text(query("1"), "origQty")).isEqualTo("1");

        client.binance("DELETE", ORDERS, "symbol=BTCUSDT&origClientOrderId=1");

        assertThat(Json.text(query("1"), "status")).isEqualTo("CANCELED");
        assertThat(exchange.order("1").orElseThrow().state()).isEqualTo(State.CANCELED);
        assertThat(exchange.received(Ask.SUBMIT)).isEqualTo(1);
        assertThat(exchange.received(Ask.QUERY)).isEqualTo(2);
    }

    @Test
    void showsWhatTheBrokersSideDid() throws IOException, InterruptedException {
        place("1");
        exchange.fill("1", new BigDecimal("0.4"), new BigDecimal("90"));
        String byHand =
                exchange.placeByHand(MARKET, Side.BUY, BigDecimal.ONE, new BigDecimal("80"));
        exchange.cancel("1");

        JsonNode open =
                Json.read(
                        client.binance("GET", "api.binance.com/api/v3/openOrders", "symbol=BTCUSDT")
                                .body());

        assertThat(Json.text(query("1"), "executedQty")).isEqualTo("0.4");
        assertThat(open).hasSize(1);
        assertThat(Json.text(open.path(0), "orderId")).isEqualTo(byHand);
        assertThat(exchange.balance("BTC")).isEqualByComparingTo("0.3996");
    }

    @Test
    void refusesWrongSecretsUnknownKeysAndOldRequests() throws IOException, InterruptedException {
        Client wrong = new Client(exchange, "not the secret");

        assertThat(wrong.binance("POST", ORDERS, limit("1")).body()).contains("-1022");

        long old = exchange.now().minusSeconds(6).toEpochMilli();

        assertThat(client.binance("POST", ORDERS, limit("1"), old, SHORT).body()).contains("-1021");
        assertThat(exchange.orders()).isEmpty();
    }

    @Test
    void saysThatADuplicateIsOne() throws IOException, InterruptedException {
        place("1");

        assertThat(place("1").body()).contains("-2010").contains("Duplicate order sent.");
        assertThat(exchange.orders()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_GATEWAY, 502, true",
        "UNAVAILABLE, 503, false",
        "GATEWAY_TIMEOUT, 504, true",
        "SERVER_ERROR, 500, true",
        "TOO_MANY_REQUESTS, 429, false",
        "FORBIDDEN, 403, false",
        "SUCCESS_PAGE, 200, true",
        "EMPTY_BODY, 200, true",
        "CUT_BODY, 200, true",
        "EMPTY_OBJECT, 200, true",
        "VENUE_UNKNOWN, 408, true",
        "VENUE_REFUSES, 400, false",
        "VENUE_UNLISTED_CODE, 400, false",
        "VENUE_LATE, 400, false"
    })
    void answersWrongly(WireFault fault, int status, boolean done)
            throws IOException, InterruptedException {
        exchange.inject(fault, Ask.SUBMIT, 1);

        HttpResponse<String> answer = place("1");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Json.read(answer.body()).has("orderId")).isFalse();
        assertThat(exchange.order("1").isPresent()).isEqualTo(done);
        assertThat(place("2").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST_BEFORE", "DROPPED_AFTER", "HANGS_AFTER", "STALLED_BODY"})
    void doesNotAnswer(WireFault fault) {
        exchange.inject(fault, Ask.SUBMIT, 1);

        assertThatThrownBy(() ->
                        client.binance(
                                "POST", ORDERS, limit("1"), exchange.now().toEpochMilli(), SHORT))
                .isInstanceOf(IOException.class);
        assertThat(exchange.order("1").isPresent()).isEqualTo(fault != WireFault.LOST_BEFORE);
    }

    @Test
    void takesADelayedRequestOnlyWithinItsWindow() throws IOException, InterruptedException {
        exchange.inject(WireFault.DELAYED, Ask.SUBMIT, 2);

        assertThat(client.binance("POST", ORDERS, limit("1") + "&recvWindow=100").body())
                .contains("-1021");
        assertThat(client.binance("POST", ORDERS, limit("2") + "&recvWindow=20000").statusCode())
                .isEqualTo(200);
        assertThat(exchange.order("1")).isEmpty();
    }

    @Test
    void retainsWhatItHeardForLookingForSecrets() throws IOException, InterruptedException {
        place("1");

        assertThat(exchange.wire()).anyMatch(text -> text.contains("newClientOrderId=1"));
        assertThat(exchange.wire()).noneMatch(text -> text.contains(exchange.keys().secret()));
        assertThat(exchange.keys().toString()).doesNotContain(exchange.keys().apiKey());
    }

    @Test
    void tellsOfTheAccountOnItsStreamAndCutsItOnCommand() throws Exception {
        Ear ear = new Ear();
        WebSocket stream = open(ear, "ws-api.binance.com:443/ws-api/v3");
        stream.sendText(subscription(), true).join();

        assertThat(Json.read(ear.next()).path("status").asInt()).isEqualTo(200);

        place("1");

        JsonNode event = Json.read(ear.next()).path("event");
        assertThat(Json.text(event, "e")).isEqualTo("executionReport");
        assertThat(Json.text(event, "c")).isEqualTo("1");

        exchange.streams(false);

        assertThat(ear.ended.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThatThrownBy(() -> open(new Ear(), "ws-api.binance.com:443/ws-api/v3"))
                .isInstanceOf(ExecutionException.class);

        exchange.streams(true);
        open(new Ear(), "ws-api.binance.com:443/ws-api/v3").abort();
    }

    /** A trade of an order that waited was taken by the other side. */
    @Test
    void tellsEveryoneWhatTradesOnTheStreamAndWhenAsked() throws Exception {
        Ear ear = new Ear();
        WebSocket stream = open(ear, "stream.binance.com:9443/ws");
        stream.sendText(
                        "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@aggTrade\"],\"id\":1}",
                        true)
                .join();
        assertThat(Json.read(ear.next()).path("id").asInt()).isEqualTo(1);

        place("1");
        exchange.fill("1", new BigDecimal("0.4"), new BigDecimal("90"));
        String _ = exchange.placeByHand(MARKET, Side.BUY, BigDecimal.ONE, new BigDecimal("101"));

        JsonNode made = Json.read(ear.next());
        JsonNode taken = Json.read(ear.next());
        JsonNode listed =
                Json.read(
                        client.binance(
                                        "GET",
                                        "api.binance.com/api/v3/aggTrades",
                                        "symbol=BTCUSDT&startTime=" + made.path("T").asLong())
                                .body());
        assertThat(Json.text(made, "e")).isEqualTo("aggTrade");
        assertThat(Json.text(made, "q")).isEqualTo("0.4");
        assertThat(made.path("m").asBoolean()).isTrue();
        assertThat(Json.text(taken, "p")).isEqualTo("100.1");
        assertThat(taken.path("m").asBoolean()).isFalse();
        assertThat(listed).hasSize(2);
        assertThat(listed.path(0).path("a")).isEqualTo(made.path("a"));
        assertThat(listed.path(1).path("a")).isEqualTo(taken.path("a"));
        stream.abort();
    }

    private String subscription() {
        String key = exchange.keys().apiKey();
        long timestamp = exchange.now().toEpochMilli();
        String payload = "apiKey=" + key + "&timestamp=" + timestamp;
        return Json.object(
                        "id", "1",
                        "method", "userDataStream.subscribe.signature",
                        "params",
                                Json.object(
                                        "apiKey", key,
                                        "timestamp", timestamp,
                                        "signature",
                                                Signing.hmacSha256Hex(
                                                        exchange.keys().secret(), payload)))
                .toString();
    }

    private WebSocket open(Ear ear, String place) throws Exception {
        URI address = URI.create(exchange.baseUrl().replace("http", "ws") + "/" + place);
        return HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, ear).get();
    }

    /** Keeps what comes until it is asked for. */
    private static final class Ear implements WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            String text = heard.poll(10, TimeUnit.SECONDS);
            assertThat(text).isNotNull();
            return text;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            heard.add(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            ended.add("error");
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            ended.add("closed");
            return null;
        }
    }
}
