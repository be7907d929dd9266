package dev.keel.bench;

import dev.keel.venues.ccxt.host.ExchangeSpec;
import dev.keel.venues.ccxt.host.ExchangeSpec.Numbers;
import dev.keel.venues.ccxt.host.HostCall;
import dev.keel.venues.ccxt.host.HostMethods;
import dev.keel.venues.ccxt.host.HostReply;
import dev.keel.venues.ccxt.host.HostReply.Returned;
import dev.keel.venues.ccxt.host.HostSettings;
import dev.keel.venues.ccxt.host.NodeRuntime;
import dev.keel.venues.ccxt.host.StreamEvent;
import dev.keel.venues.ccxt.host.SupervisedHost;
import dev.keel.venues.ccxt.host.VenueHost.Watch;
import dev.keel.venues.connector.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Ours: ccxt in a child process, against the same server. */
final class HostedExchanges implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LARGEST_CACHE = 1_000_000;

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final String base;
    private final SupervisedHost host;

    HostedExchanges(String address) {
        this.base = "http://" + address;
        this.host = SupervisedHost.start(NodeRuntime.find(), HostSettings.DEFAULT, executor);
    }

    /** Opens an account of an exchange, without markets. */
    void open(String name, String ccxtId, Numbers numbers, String secret) {
        ObjectNode options = JSON.createObjectNode();
        // What is not taken in time is dropped by ccxt beyond this many; here nothing may be.
        options.putObject("options").put("tradesLimit", LARGEST_CACHE);
        Credentials keys =
                Credentials.none()
                        .with("apiKey", ("key-of-" + name).toCharArray())
                        .with("secret", secret.toCharArray());
        value(host.open(new ExchangeSpec(name, ccxtId, numbers, options, base, false, keys)));
    }

    void putMarkets(String name, int count) {
        ArrayNode markets = JSON.createArrayNode();
        for (int i = 0; i < count; i++) {
            markets.add(market(i == 0 ? "BTC" : "C" + i));
        }
        value(call(name, HostMethods.SET_MARKETS, false, JSON.createArrayNode().add(markets)));
    }

    /** Takes the markets of another account of the same exchange. */
    void shareMarkets(String name) {
        value(call(name, HostMethods.MARKETS, false, JSON.createArrayNode()));
    }

    CompletableFuture<String> order(String name) {
        ArrayNode arguments = JSON.createArrayNode();
        arguments.add("BTC/USDT").add("limit").add("buy").add("0.10").add("65000.10");
        arguments.addObject().put("clientOrderId", "77");
        return call(name, "createOrder", true, arguments)
                .thenApply(reply -> returned(reply).path("id").asString());
    }

    /**
     * Reads the trades of a stream until the last has come.
     *
     * @return the sum of their ids
     */
    long readTrades(String name, int last) {
        AtomicLong sum = new AtomicLong();
        CompletableFuture<Long> done = new CompletableFuture<>();
        HostCall call =
                new HostCall(
                        name,
                        "watchTrades",
                        JSON.createArrayNode().add("BTC/USDT"),
                        false,
                        PATIENCE);
        try (Watch _ = host.watch(call, event -> add(event, last, sum, done))) {
            return done.join();
        }
    }

    private static void add(
            StreamEvent event, int last, AtomicLong sum, CompletableFuture<Long> done) {
        switch (event) {
            case StreamEvent.Data(JsonNode trades) -> {
                for (JsonNode trade : trades) {
                    long id = trade.path("id").asLong(0);
                    sum.addAndGet(id);
                    if (id == last) {
                        done.complete(sum.get());
                    }
                }
            }
            case StreamEvent.Interrupted(String why) ->
                    done.completeExceptionally(
                            new IllegalStateException("the stream broke: " + why));
        }
    }

    /** What of the machine's memory the child holds; NaN where the system does not say. */
    double childMegabytes() {
        Path status = Path.of("/proc", String.valueOf(host.pid().orElse(0)), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1_024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    private CompletableFuture<HostReply> call(
            String name, String method, boolean order, ArrayNode arguments) {
        return host.call(new HostCall(name, method, arguments, order, PATIENCE));
    }

    private static JsonNode value(CompletableFuture<HostReply> reply) {
        return returned(reply.join());
    }

    private static JsonNode returned(HostReply reply) {
        if (reply instanceof Returned(JsonNode value)) {
            return value;
        }
        throw new IllegalStateException("the host must answer, was " + reply);
    }

    private static ObjectNode market(String base) {
        ObjectNode market = JSON.createObjectNode();
        market.put("id", base + "USDT").put("lowercaseId", base + "usdt");
        market.put("symbol", base + "/USDT").put("base", base).put("quote", "USDT");
        market.put("baseId", base).put("quoteId", "USDT").put("type", "spot");
        market.put("spot", true).put("margin", false).put("swap", false).put("future", false);
        market.put("option", false).put("contract", false).put("active", true);
        market.putObject("precision").put("amount", "0.00001").put("price", "0.01");
        ObjectNode limits = market.putObject("limits");
        limits.putObject("amount").put("min", "0.00001").put("max", "9000");
        limits.putObject("price").put("min", "0.01").put("max", "1000000");
        limits.putObject("cost").put("min", "5");
        ObjectNode info = market.putObject("info");
        info.put("symbol", base + "USDT").put("status", "TRADING");
        info.putArray("orderTypes").add("LIMIT").add("MARKET");
        return market;
    }

    @Override
    public void close() {
        host.close();
        executor.shutdownNow();
    }
}
