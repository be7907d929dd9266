package dev.keel.venues.ccxt.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.venues.ccxt.host.HostReply.Lost;
import dev.keel.venues.ccxt.host.HostReply.Sent;
import dev.keel.venues.ccxt.host.HostReply.Threw;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What becomes of an order, and what is known of whether it left. */
class OrdersThroughTheChildIT {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private static final String BYBIT_ACCOUNT =
            "{\"retCode\":0,\"result\":{\"unifiedMarginStatus\":6},\"time\":1700000000000}";
    private static final String BYBIT_TIME =
            "{\"retCode\":0,\"result\":{\"timeSecond\":\"1\"},\"time\":1700000000000}";

    private static SupervisedHost host;
    private LocalExchange venue;

    @BeforeAll
    static void startHost() {
        host = SupervisedHost.start(NodeRuntime.find(), HostSettings.DEFAULT, THREADS);
    }

    @AfterAll
    static void endHost() {
        host.close();
        THREADS.shutdownNow();
    }

    @BeforeEach
    void openAccount() throws IOException {
        venue = LocalExchange.start();
        Hosts.openBinance(host, "account", venue.base());
    }

    @AfterEach
    void closeAccount() {
        host.close("account");
        venue.close();
    }

    @Test
    void anOrderReachesTheVenueOnceWithTheDigitsThatWereGiven() {
        venue.plan("POST /api/v3/order", 200, Hosts.ACCEPTED);

        JsonNode order = Hosts.value(Hosts.await(host.call(Hosts.order("account", LONG))));

        assertThat(order.path("id").asString()).isEqualTo("1234567890123456789");
        assertThat(order.path("price").asString()).isEqualTo("100.10");
        assertThat(venue.requests("POST /api/v3/order")).hasSize(1);
        assertThat(venue.requests("POST /api/v3/order").getFirst().body())
                .contains("newClientOrderId=77", "quantity=0.1", "price=100.1");
    }

    @Test
    void whatTheVenueAnsweredComesWithTheError() {
        venue.plan(
                "POST /api/v3/order",
                (exchange, _) -> {
                    exchange.getResponseHeaders().add("Retry-After", "7");
                    LocalExchange.send(
                            exchange,
                            400,
                            "{\"code\":-2010,\"msg\":\"Account has insufficient balance for requested action.\"}");
                });

        Threw threw = (Threw) Hosts.await(host.call(Hosts.order("account", LONG)));

        assertThat(threw.error()).isEqualTo("InsufficientFunds");
        assertThat(threw.status()).isEqualTo(400);
        assertThat(threw.body()).contains("-2010");
        assertThat(threw.retryAfter()).isEqualTo("7");
        assertThat(threw.sent()).isEqualTo(Sent.MAYBE);
    }

    @Test
    void anAnswerThatDoesNotComeIsLostAndMayHaveBeenSent() {
        CountDownLatch never = new CountDownLatch(1);
        venue.plan("POST /api/v3/order", (_, _) -> never.await());

        HostReply reply = Hosts.await(host.call(Hosts.order("account", Duration.ofSeconds(1))));

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Lost.class, lost -> assertThat(lost.sent()).isEqualTo(Sent.MAYBE));
        assertThat(venue.requests("POST /api/v3/order")).hasSize(1);
    }

    @Test
    void aRefusedConnectionSentNothing() {
        venue.close();

        Threw threw = (Threw) Hosts.await(host.call(Hosts.order("account", LONG)));

        assertThat(threw.error()).isEqualTo("NetworkError");
        assertThat(threw.sent()).isEqualTo(Sent.NO);
    }

    @Test
    void aVenueThatDropsTheConnectionMayHaveTheOrder() throws IOException {
        try (ServerSocket dropping = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            THREADS.execute(() -> dropAfterReading(dropping));
            Hosts.openBinance(host, "dropped", "http://127.0.0.1:" + dropping.getLocalPort());

            Threw threw = (Threw) Hosts.await(host.call(Hosts.order("dropped", LONG)));

            assertThat(threw.error()).isEqualTo("NetworkError");
            assertThat(threw.sent()).isEqualTo(Sent.MAYBE);
        } finally {
            host.close("dropped");
        }
    }

    private static void dropAfterReading(ServerSocket server) {
        try (var connection = server.accept()) {
            assertThat(connection.getInputStream().read()).isNotNegative();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aBodyThatStallsEnds() {
        CountDownLatch never = new CountDownLatch(1);
        Hosts.value(
                Hosts.await(
                        host.open(
                                Hosts.spec(
                                        "hasty", "binance", venue.base(), "{\"timeout\":700}"))));
        Hosts.value(Hosts.await(host.call(Hosts.setMarkets("hasty"))));
        venue.plan(
                "POST /api/v3/order",
                (exchange, _) -> {
                    exchange.sendResponseHeaders(200, 500);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    never.await();
                });

        Threw threw = (Threw) Hosts.await(host.call(Hosts.order("hasty", LONG)));

        assertThat(threw.error()).isEqualTo("BodyTimeoutError");
        assertThat(threw.sent()).isEqualTo(Sent.MAYBE);
        host.close("hasty");
    }

    @Test
    void aLookBeforeTheOrderThatFailsSentNoOrder() {
        Hosts.value(
                Hosts.await(
                        host.open(
                                Hosts.spec("bybit", "bybit", venue.base(), "{\"timeout\":2000}"))));
        Hosts.value(Hosts.await(host.call(Hosts.setMarkets("bybit"))));
        venue.plan("GET /v5/account/info", 200, BYBIT_ACCOUNT);
        venue.plan("GET /v5/user/query-api", 503, "down");

        Threw threw = (Threw) Hosts.await(host.call(Hosts.order("bybit", LONG)));

        assertThat(threw.status()).isEqualTo(503);
        assertThat(threw.sent()).isEqualTo(Sent.NO);
        assertThat(venue.requests("POST /v5/order/create")).isEmpty();
        host.close("bybit");
    }

    @Test
    void whatTheLibraryRefusesByItselfWasNotSent() {
        HostCall wrong =
                new HostCall(
                        "account",
                        "createOrder",
                        Hosts.array("[\"NO/SUCH\",\"limit\",\"buy\",\"1\",\"1\"]"),
                        true,
                        LONG);

        Threw threw = (Threw) Hosts.await(host.call(wrong));

        assertThat(threw.error()).isEqualTo("BadSymbol");
        assertThat(threw.sent()).isEqualTo(Sent.NO);
    }

    @Test
    void nothingLeavesAfterTheDeadline() throws InterruptedException {
        venue.plan("GET /v5/account/info", 200, BYBIT_ACCOUNT);
        venue.plan("GET /v5/market/time", 200, BYBIT_TIME);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Hosts.value(
                Hosts.await(
                        host.open(
                                Hosts.spec("late", "bybit", venue.base(), "{\"timeout\":20000}"))));
        Hosts.value(Hosts.await(host.call(Hosts.setMarkets("late"))));
        venue.plan(
                "GET /v5/user/query-api",
                (exchange, _) -> {
                    asked.countDown();
                    over.await();
                    LocalExchange.send(
                            exchange, 200, "{\"retCode\":0,\"result\":{\"uta\":1,\"unified\":0}}");
                });

        HostReply reply = Hosts.await(host.call(Hosts.order("late", Duration.ofSeconds(1))));
        asked.await();
        over.countDown();
        Hosts.value(Hosts.await(host.call(Hosts.call("late", "fetchTime", "[]"))));

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Lost.class, lost -> assertThat(lost.sent()).isEqualTo(Sent.NO));
        assertThat(venue.requests("POST /v5/order/create")).isEmpty();
        host.close("late");
    }
}
