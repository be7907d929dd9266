package dev.keel.venues.ccxt.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.venues.ccxt.host.ExchangeSpec.Numbers;
import dev.keel.venues.connector.Credentials;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
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
                                    if (isSecretHeader(name) && value.length() > 12) {
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

    /** It signs a token with the secret, an elliptic key of several lines. */
    @Test
    void aKeyOfSeveralLinesIsMaskedLineByLine() throws GeneralSecurityException {
        String pem = newEllipticKey();
        venue.plan(
                "GET ",
                (exchange, request) ->
                        LocalExchange.send(
                                exchange,
                                400,
                                "{\"error\":" + quoted(request + pem.replace('\n', ' ')) + "}"));
        ExchangeSpec spec =
                new ExchangeSpec(
                        "account",
                        "coinbase",
                        Numbers.STRINGS,
                        Hosts.object("{\"timeout\":3000}"),
                        venue.base(),
                        false,
                        Credentials.none()
                                .with("apiKey", "organizations/KEYmark/apiKeys/1".toCharArray())
                                .with("secret", pem.toCharArray()));
        Hosts.value(Hosts.await(host.open(spec)));
        Hosts.value(Hosts.await(host.call(Hosts.setMarkets("account"))));

        String reply =
                Hosts.await(host.call(Hosts.call("account", "fetchOpenOrders", "[\"BTC/USDT\"]")))
                        .toString();

        String token =
                venue.requests("GET ").getFirst().headers().getOrDefault("Authorization", "");
        assertThat(token).startsWith("Bearer ey");
        assertThat(reply)
                .contains("BEGIN EC PRIVATE KEY")
                .doesNotContain("KEYmark", token.substring(7, 40));
        pem.lines()
                .filter(line -> !line.startsWith("-----"))
                .forEach(line -> assertThat(reply).doesNotContain(line));
    }

    /** An elliptic key as venues hand them out: SEC 1 in PEM. */
    private static String newEllipticKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        byte[] point = pair.getPublic().getEncoded();
        String hex =
                "30770201010420"
                        + String.format("%064x", ((ECPrivateKey) pair.getPrivate()).getS())
                        + "a00a06082a8648ce3d030107a144034200"
                        + HexFormat.of().formatHex(point, point.length - 65, point.length);
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN EC PRIVATE KEY-----\n"
                + lines.encodeToString(HexFormat.of().parseHex(hex))
                + "\n-----END EC PRIVATE KEY-----\n";
    }

    private static boolean isSecretHeader(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("key")
                || lower.contains("sign")
                || lower.contains("auth")
                || lower.contains("pass");
    }

    private static void signatures(String text, List<String> into) {
        for (String pair : text.split("&", -1)) {
            int is = pair.indexOf('=');
            if (is > 0
                    && pair.substring(0, is).toLowerCase(Locale.ROOT).contains("sign")
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
    void aPasswordOfDigitsDoesNotEatIntoAmounts() {
        ExchangeSpec spec =
                new ExchangeSpec(
                        "account",
                        "binance",
                        Numbers.STRINGS,
                        Hosts.object("{}"),
                        venue.base(),
                        false,
                        Credentials.none()
                                .with("password", "123456".toCharArray())
                                .with("uid", "12345678".toCharArray()));
        Hosts.value(Hosts.await(host.open(spec)));
        venue.plan("GET /api/v3/time", 200, "{\"serverTime\":1712345678123}");

        JsonNode time =
                Hosts.value(Hosts.await(host.call(Hosts.call("account", "fetchTime", "[]"))));

        assertThat(time.asLong()).isEqualTo(1712345678123L);
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
        Assumptions.assumeTrue(Files.isDirectory(process), "needs /proc");

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
        for (String secret :
                List.of(Hosts.KEY, Hosts.SECRET, Hosts.SECRET_IN_BASE64, Hosts.PASSWORD)) {
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
