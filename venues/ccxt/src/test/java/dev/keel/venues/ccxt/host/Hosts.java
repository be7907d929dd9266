package dev.keel.venues.ccxt.host;

import dev.keel.venues.ccxt.host.ExchangeSpec.Numbers;
import dev.keel.venues.ccxt.host.HostReply.Returned;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.Credentials;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Short hands for tests of the real child. */
final class Hosts {
    static final JsonMapper JSON = JsonMapper.shared();

    /** Marks that must never be seen outside. */
    static final String KEY = "KEYmark7Qx/abc+DEF=0123456789xyz";

    static final String SECRET = "SECRETmark8Zw\\\"quoted'abcdefghijklmnop0123456789";
    static final String PASSWORD = "PASSmark9Kd & more?words";

    /** A spot market of binance, in ccxt's terms. */
    static final String MARKET =
            """
            {"id":"BTCUSDT","lowercaseId":"btcusdt","symbol":"BTC/USDT","base":"BTC","quote":"USDT",
             "baseId":"BTC","quoteId":"USDT","type":"spot","spot":true,"margin":false,"swap":false,
             "future":false,"option":false,"active":true,"contract":false,
             "precision":{"amount":"0.00001","price":"0.01","base":"1e-8","quote":"1e-8"},
             "limits":{"amount":{"min":"0.00001","max":"9000"},"price":{"min":"0.01","max":"1000000"},
             "cost":{"min":"5"}},"info":{"symbol":"BTCUSDT","orderTypes":["LIMIT","MARKET"]}}\
            """;

    static final String ACCEPTED =
            """
            {"symbol":"BTCUSDT","orderId":1234567890123456789,"clientOrderId":"77",
             "transactTime":1700000000000,"price":"100.10","origQty":"0.10","executedQty":"0.00",
             "cummulativeQuoteQty":"0.00","status":"NEW","timeInForce":"GTC","type":"LIMIT",
             "side":"BUY","fills":[]}\
            """;

    /** Venues that decode the secret before they sign with it. */
    private static final Set<String> IN_BASE64 = Set.of("kraken", "krakenfutures");

    static final String SECRET_IN_BASE64 =
            Base64.getEncoder()
                    .encodeToString("SECRETmark8Zw-in-base64".getBytes(StandardCharsets.UTF_8));

    private static final String OPTIONS =
            """
            {"timeout":10000,"options":{"fetchCurrencies":false,"fetchMargins":false,
             "fetchMarkets":{"types":["spot"]}}}\
            """;

    private Hosts() {}

    static ExchangeSpec binance(String name, String base) {
        return spec(name, "binance", base, OPTIONS);
    }

    static ExchangeSpec spec(String name, String ccxtId, String base, String options) {
        return new ExchangeSpec(
                name, ccxtId, Numbers.STRINGS, object(options), base, false, credentials(ccxtId));
    }

    /**
     * Every Node of this machine that can run the host: its own, and the one that the build
     * brought.
     */
    static List<NodeRuntime> nodes() {
        NodeSearch all = NodeSearch.ofThisMachine();
        NodeSearch brought =
                new NodeSearch(
                        null, "", all.brought(), all.system(), all.processor(), all.versions());
        List<NodeRuntime> found = new ArrayList<>(List.of(all.find()));
        try {
            found.add(brought.find());
        } catch (ConnectorException e) {
            // The build has brought none: the machine's was recent enough.
            return found;
        }
        return found.stream().distinct().toList();
    }

    private static Credentials credentials(String ccxtId) {
        String secret = IN_BASE64.contains(ccxtId) ? SECRET_IN_BASE64 : SECRET;
        return Credentials.none()
                .with("apiKey", KEY.toCharArray())
                .with("secret", secret.toCharArray())
                .with("password", PASSWORD.toCharArray());
    }

    static ObjectNode object(String json) {
        return (ObjectNode) JSON.readTree(json);
    }

    static ArrayNode array(String json) {
        return (ArrayNode) JSON.readTree(json);
    }

    static HostCall call(String exchange, String method, String arguments) {
        return new HostCall(exchange, method, array(arguments), false, Duration.ofSeconds(30));
    }

    static HostCall setMarkets(String exchange) {
        return call(exchange, HostMethods.SET_MARKETS, "[[" + MARKET + "]]");
    }

    static HostCall order(String exchange, Duration deadline) {
        return new HostCall(
                exchange,
                "createOrder",
                array(
                        "[\"BTC/USDT\",\"limit\",\"buy\",\"0.10\",\"100.10\",{\"clientOrderId\":\"77\"}]"),
                true,
                deadline);
    }

    static HostReply await(CompletableFuture<HostReply> reply) {
        try {
            return reply.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("no reply", e);
        }
    }

    /**
     * Calls again and again while nothing is sent because there is no child, or it is not ready.
     */
    static HostReply awaitSent(Supplier<CompletableFuture<HostReply>> call)
            throws InterruptedException {
        for (int i = 0; i < 1_200; i++) {
            HostReply reply = await(call.get());
            if (!(reply instanceof HostReply.Lost(_, HostReply.Sent sent))
                    || sent == HostReply.Sent.MAYBE) {
                return reply;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("no new child");
    }

    static JsonNode value(HostReply reply) {
        if (reply instanceof Returned(JsonNode value)) {
            return value;
        }
        throw new AssertionError("must have returned, was " + reply);
    }

    /** The same market, for its data alone. */
    static void openMarketData(VenueHost host, String name, String base) {
        value(
                await(
                        host.open(
                                new ExchangeSpec(
                                        name,
                                        "binance",
                                        Numbers.DOUBLES,
                                        object(OPTIONS),
                                        base,
                                        false,
                                        Credentials.none()))));
        value(await(host.call(setMarkets(name))));
    }

    /** An exchange with one market, ready to trade. */
    static void openBinance(VenueHost host, String name, String base) {
        value(await(host.open(binance(name, base))));
        value(await(host.call(setMarkets(name))));
    }
}
