package dev.keel.venues.ccxt.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Keys are planted, and venues that tell everything they were told: nothing of it comes out. */
class SecretsIT {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

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
    void startVenue() throws IOException {
        venue = LocalExchange.start();
    }

    @AfterEach
    void closeVenue() {
        host.close("account");
        venue.close();
    }

    /** Every venue that signs in a way of its own, answering with all that it was sent. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "binance",
                "bybit",
                "okx",
                "kucoin",
                "gate",
                "bitget",
                "mexc",
                "kraken",
                "htx",
                "cryptocom",
                "bingx",
                "deribit",
                "phemex",
                "krakenfutures"
            })
    void aVenueThatEchoesTheWholeRequestRevealsNothing(String ccxtId) {
        List<String> sent = new ArrayList<>();
        LocalExchange.Answer echo =
                (exchange, request) -> {
                    synchronized (sent) {
                        request.headers()
                                .forEach((name, value) -> {
                                    if (isSecretHeader(name)) {
                                        sent.add(value);
                                    }
                                });
                        signatures(request.query() + "&" + request.body(), sent);
                    }
                    LocalExchange.send(
                            exchange,
                            400,
                            "{\"code\":-1,\"msg\":" + quoted(request.toString()) + "}");
                };
        for (String method : List.of("GET ", "POST ")) {
            venue.plan(method, echo);
        }
        Hosts.value(
                Hosts.await(
                        host.open(
                                Hosts.spec(
                                        "account", ccxtId, venue.base(), "{\"timeout\":3000}"))));
        Hosts.value(Hosts.await(host.call(Hosts.setMarkets("account"))));

        String replies =
                Hosts.await(host.call(Hosts.order("account", LONG))).toString()
                        + Hosts.await(host.call(Hosts.call("account", "fetchBalance", "[]")))
                        + Hosts.await(
                                host.call(
                                        Hosts.call(
                                                "account", "fetchOpenOrders", "[\"BTC/USDT\"]")));

        assertThat(venue.requests("GET ").size() + venue.requests("POST ").size()).isPositive();
        assertHoldsNoSecret(replies);
        assertThat(sent).allSatisfy(value -> assertThat(replies).doesNotContain(value));
    }

    private static boolean isSecretHeader(String name) {
        String lower = name.toLowerCase(java.util.Locale.ROOT);
        return lower.contains("key")
                || lower.contains("sign")
                || lower.contains("auth")
                || lower.contains("pass");
    }

    private static void signatures(String text, List<String> into) {
        for (String pair : text.split("&", -1)) {
            int is = pair.indexOf('=');
            if (is > 0
                    && pair.substring(0, is).toLowerCase(java.util.Locale.ROOT).contains("sign")
                    && pair.length() - is > 20) {
                into.add(pair.substring(is + 1));
            }
        }
    }

    private static String quoted(String text) {
        return Hosts.JSON.writeValueAsString(text);
    }

    @Test
    void aResultThatHoldsTheKeyIsMasked() throws IOException {
        Hosts.openBinance(host, "account", venue.base());
        venue.plan(
                "GET /sapi/v1/account/apiRestrictions",
                200,
                "{\"apiKey\":" + quoted(Hosts.KEY) + ",\"enableReading\":true}");

        JsonNode told =
                Hosts.value(
                        Hosts.await(
                                host.call(
                                        Hosts.call(
                                                "account",
                                                "sapiGetAccountApiRestrictions",
                                                "[]"))));

        assertThat(told.path("enableReading").asBoolean()).isTrue();
        assertThat(told.path("apiKey").asString()).isEqualTo("***");
    }

    @Test
    void aTimeoutDoesNotTellTheSignedAddress() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        Hosts.value(
                Hosts.await(
                        host.open(
                                Hosts.spec(
                                        "account", "binance", venue.base(), "{\"timeout\":300}"))));
        Hosts.value(Hosts.await(host.call(Hosts.setMarkets("account"))));
        venue.plan("GET /api/v3/account", (_, _) -> never.await());

        HostReply reply = Hosts.await(host.call(Hosts.call("account", "fetchBalance", "[]")));

        assertThat(reply.toString()).contains("RequestTimeout", "/api/v3/account?***");
        assertThat(reply.toString()).doesNotContain("signature=");
        assertHoldsNoSecret(reply.toString());
    }

    @Test
    void theProcessShowsNoSecretToItsNeighbours() throws IOException {
        Hosts.openBinance(host, "account", venue.base());
        Path process = Path.of("/proc", String.valueOf(host.pid().orElseThrow()));
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isDirectory(process), "needs /proc");

        assertHoldsNoSecret(
                Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1));
        assertThat(Files.readAllBytes(process.resolve("environ"))).isEmpty();
        assertThat(Files.readString(process.resolve("limits")))
                .containsPattern("Max core file size\\s+0\\s+0\\s");
    }

    @Test
    void nothingIsAskedOfAnyPlaceButThisMachine() {
        for (String place :
                List.of(
                        "http://example.com:80",
                        "https://127.0.0.1:1",
                        "http://127.0.0.1.example.com:80",
                        "http://127.0.0.1:80@example.com:80",
                        "http://10.0.0.1:80",
                        "http://localhost:80")) {
            HostReply reply = Hosts.await(host.open(Hosts.binance("elsewhere", place)));

            assertThat(reply)
                    .isInstanceOfSatisfying(
                            HostReply.Threw.class,
                            threw -> {
                                assertThat(threw.error()).isEqualTo("HostRefused");
                                assertThat(threw.message()).startsWith("redirect must be like");
                                assertThat(threw.sent()).isEqualTo(HostReply.Sent.NO);
                            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "withdraw",
                "transfer",
                "sapiPostCapitalWithdrawApply",
                "constructor",
                "fetch",
                "undiciRequest",
                "request",
                "sign",
                "setSandboxMode",
                "__proto__",
                "noSuchMethod",
                "readFile"
            })
    void methodsThatMoveMoneyOrReachInsideAreRefused(String method) throws IOException {
        Hosts.openBinance(host, "account", venue.base());

        HostReply reply = Hosts.await(host.call(Hosts.call("account", method, "[]")));

        assertThat(reply)
                .isInstanceOfSatisfying(
                        HostReply.Threw.class,
                        threw -> assertThat(threw.error()).isEqualTo("HostRefused"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"urls\":{}}",
                "{\"httpsProxy\":\"http://127.0.0.1:1\"}",
                "{\"apiKey\":\"x\"}",
                "{\"verbose\":true}",
                "{\"validateServerSsl\":false}",
                "{\"fetchImplementation\":{}}"
            })
    void optionsThatCouldLeadElsewhereAreRefused(String options) {
        HostReply reply =
                Hosts.await(host.open(Hosts.spec("elsewhere", "binance", venue.base(), options)));

        assertThat(reply)
                .isInstanceOfSatisfying(
                        HostReply.Threw.class,
                        threw -> assertThat(threw.message()).startsWith("option must be one of"));
    }

    /** What the child prints raw, as Node does when it dies, is masked before it is logged. */
    @Test
    void whatTheChildComplainsOfIsMasked() throws IOException {
        PrintStream before = System.err;
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
        try (SupervisedHost complaining =
                SupervisedHost.start(
                        NodeRuntime.find(),
                        HostSettings.DEFAULT,
                        THREADS,
                        MisbehavingChildIT::unpack)) {
            Hosts.value(Hosts.await(complaining.open(Hosts.binance("account", ""))));
            Hosts.value(Hosts.await(complaining.call(Hosts.call("account", "complain", "[]"))));
        } finally {
            System.setErr(before);
        }
        assertHoldsNoSecret(logged.toString(StandardCharsets.UTF_8));
    }

    private static void assertHoldsNoSecret(String text) {
        for (String secret : List.of(Hosts.KEY, Hosts.SECRET, Hosts.PASSWORD)) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            String base64 = Base64.getEncoder().encodeToString(bytes);
            assertThat(text)
                    .doesNotContain(secret)
                    .doesNotContain(secret.substring(0, 12))
                    .doesNotContain(URLEncoder.encode(secret, StandardCharsets.UTF_8))
                    .doesNotContain(base64.substring(0, bytes.length / 3 * 4));
        }
    }
}
