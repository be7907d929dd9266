package dev.keel.venues.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.order.Side;
import dev.keel.venues.simulator.BrokerOrder;
import dev.keel.venues.simulator.BrokerOrder.State;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.WireFault;
import dev.keel.venues.simulator.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The life of one order at every venue that is simulated from a description. */
class DescribedVenuesIT {
    private static final String CLIENT_ID = "100000000000001";
    private static final int DEEP = 130;

    /** What a client sends; the first word is the method, the last, if any, the body. */
    record Life(String venue, InstrumentKind kind, String submit, String query, String cancel) {
        @Override
        public String toString() {
            return venue + " " + kind;
        }
    }

    static Stream<Life> lives() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        DescribedVenuesIT.class.getResourceAsStream("requests.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .map(line -> line.split("\\|", -1))
                            .map(cells ->
                                    new Life(
                                            cells[0],
                                            InstrumentKind.valueOf(cells[1]),
                                            cells[2],
                                            cells[3],
                                            cells[4]))
                            .toList()
                            .stream();
        }
    }

    private static SimulatedExchange start(Life life) {
        SimulatedExchange exchange =
                SimulatedExchange.start(life.venue(), life.kind(), SimulationOptions.USUAL);
        exchange.quote(
                exchange.markets().getFirst().id(), new BigDecimal("100"), new BigDecimal("100.1"));
        return exchange;
    }

    private static HttpResponse<String> send(SimulatedExchange exchange, String request)
            throws IOException, InterruptedException {
        String venueId =
                exchange.orders().stream().map(BrokerOrder::venueId).findFirst().orElse("");
        String[] parts =
                request.replace("<venue>", venueId).replace("<client>", CLIENT_ID).split(" ", 3);
        String body = parts.length > 2 ? parts[2] : "";
        return new Client(exchange)
                .send(parts[0], parts[1], body, Duration.ofSeconds(20), List.of("X-Test", "1"));
    }

    @ParameterizedTest
    @MethodSource("lives")
    void takesShowsAndEndsAnOrder(Life life) throws IOException, InterruptedException {
        try (SimulatedExchange exchange = start(life)) {
            send(exchange, life.submit());

            BrokerOrder order = exchange.order(CLIENT_ID).orElseThrow();
            assertThat(order.state()).isEqualTo(State.WORKING);
            assertThat(send(exchange, life.query()).body())
                    .contains(CLIENT_ID)
                    .contains(order.venueId());

            send(exchange, life.cancel());

            assertThat(exchange.order(CLIENT_ID).orElseThrow().state()).isEqualTo(State.CANCELED);
            assertThat(exchange.received(Ask.SUBMIT)).isEqualTo(1);
            assertThat(exchange.received(Ask.QUERY)).isEqualTo(1);
            assertThat(exchange.received(Ask.CANCEL)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("lives")
    void hasAWordForEveryFault(Life life) throws IOException, InterruptedException {
        try (SimulatedExchange exchange = start(life)) {
            for (WireFault fault :
                    List.of(
                            WireFault.SERVER_ERROR,
                            WireFault.TOO_MANY_REQUESTS,
                            WireFault.VENUE_UNKNOWN,
                            WireFault.VENUE_REFUSES,
                            WireFault.VENUE_UNLISTED_CODE,
                            WireFault.VENUE_LATE)) {
                exchange.inject(fault, Ask.SUBMIT, 1);

                String body = send(exchange, life.submit()).body();

                assertThat(body).as("%s", fault).startsWith("{").hasSizeGreaterThan(10);
                assertThat(body).as("%s", fault).doesNotContain("$");
            }
            long taken =
                    exchange.orders().stream()
                            .filter(order -> order.clientId().equals(CLIENT_ID))
                            .count();
            assertThat(taken).isEqualTo(life.venue().equals("deribit") ? 2 : 1);
        }
    }

    private static JsonNode ask(SimulatedExchange exchange, String request)
            throws IOException, InterruptedException {
        return Json.read(send(exchange, request).body());
    }

    @Test
    void givesListsPageByPage() throws IOException, InterruptedException {
        try (SimulatedExchange exchange =
                SimulatedExchange.start("gate", InstrumentKind.SPOT, SimulationOptions.USUAL)) {
            InstrumentId market = exchange.markets().getFirst().id();
            exchange.quote(market, new BigDecimal("100"), new BigDecimal("100.1"));
            for (int i = 0; i < DEEP; i++) {
                String _ =
                        exchange.placeByHand(
                                market, Side.BUY, BigDecimal.ONE, new BigDecimal("90"));
            }

            String place = "GET api.gateio.ws/api/v4/spot/open_orders?limit=100&page=";
            assertThat(ask(exchange, place + 1).path(0).path("orders").size()).isEqualTo(100);
            assertThat(ask(exchange, place + 2).path(0).path("orders").size()).isEqualTo(30);
            assertThat(ask(exchange, place + 3).path(0).path("orders").size()).isZero();
        }
    }

    @Test
    void quotesItsMarkets() throws IOException, InterruptedException {
        try (SimulatedExchange exchange =
                SimulatedExchange.start("kraken", InstrumentKind.SPOT, SimulationOptions.USUAL)) {
            exchange.quote(
                    exchange.markets().getFirst().id(),
                    new BigDecimal("100"),
                    new BigDecimal("100.1"));
            String place = "GET api.kraken.com/0/public/";

            JsonNode ticker = ask(exchange, place + "Ticker?pair=XBTUSD").path("result");
            JsonNode depth = ask(exchange, place + "Depth?pair=XBTUSD").path("result");
            JsonNode bars =
                    ask(
                            exchange,
                            place
                                    + "OHLC?pair=XBTUSD&interval=1&since="
                                    + exchange.now().minusSeconds(600).getEpochSecond());

            assertThat(ticker.path("XBTUSD").path("b").path(0).asString()).isEqualTo("100");
            assertThat(depth.path("XBTUSD").path("asks").path(0).path(0).asString())
                    .isEqualTo("100.1");
            assertThat(bars.path("result").path("XBTUSD").size()).isBetween(9, 11);
        }
    }

    @Test
    void refusesAKeyThatIsNotItsOwn() throws IOException, InterruptedException {
        try (SimulatedExchange exchange =
                SimulatedExchange.start("kucoin", InstrumentKind.SPOT, SimulationOptions.USUAL)) {
            String body =
                    new Client(exchange)
                            .send(
                                    "GET",
                                    "api.kucoin.com/api/v1/accounts",
                                    "",
                                    Duration.ofSeconds(20),
                                    List.of("KC-API-KEY", "somebody-elses"))
                            .body();

            assertThat(Json.read(body).path("code").asString()).isEqualTo("400003");
        }
    }

    @Test
    void saysThatItHasNoStreams() {
        try (SimulatedExchange exchange =
                SimulatedExchange.start("mexc", InstrumentKind.LINEAR, SimulationOptions.USUAL)) {
            assertThat(exchange.hasStreams()).isFalse();
            exchange.streams(false);
            assertThatThrownBy(() -> exchange.streams(true))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }
}
