package dev.keel.bench;

import dev.keel.bench.BenchResult.Scenario;
import dev.keel.venues.ccxt.host.ExchangeSpec.Numbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Orders and trades through ccxt in its child process, beside the JDK's own client that signs and
 * reads by hand, against the same server. The two sides take turns.
 */
final class VenueBench {
    private static final String ID = "1234567890123456789";
    private static final String SECRET = "a-secret-of-usual-length-0123456789";
    private static final int WARMING = 1_000;
    private static final int IN_FLIGHT = 200;
    private static final int SLICES = 5;
    private static final int ACCOUNTS_EACH = 10;
    private static final int MARKETS = 1_000;
    private static final List<String> EXCHANGES =
            List.of(
                    "binance",
                    "binanceusdm",
                    "bybit",
                    "okx",
                    "kucoin",
                    "gate",
                    "bitget",
                    "mexc",
                    "kraken",
                    "krakenfutures",
                    "coinbase",
                    "htx",
                    "cryptocom",
                    "bingx",
                    "deribit",
                    "phemex");

    private final int orders;
    private final int trades;

    /**
     * Makes one.
     *
     * @param orders of each side, one after the other, and as many again in flight together
     * @param trades of the stream
     */
    VenueBench(int orders, int trades) {
        this.orders = orders;
        this.trades = trades;
    }

    BenchResult run() {
        List<Scenario> scenarios = new ArrayList<>();
        try (LocalVenue venue = LocalVenue.start(trades);
                PlainExchange plain = new PlainExchange(venue.address(), SECRET);
                HostedExchanges hosted = new HostedExchanges(venue.address())) {
            hosted.open("account", "binance", Numbers.STRINGS, SECRET);
            hosted.putMarkets("account", 1);
            hosted.open("data", "binance", Numbers.DOUBLES, SECRET);
            hosted.putMarkets("data", 1);
            oneByOne(() -> hosted.order("account"), WARMING);
            oneByOne(plain::order, WARMING);
            scenarios.add(latency(hosted, plain));
            scenarios.add(inFlight(hosted, plain));
            requireEachOrderOnce(venue);
            scenarios.add(stream(hosted, plain));
        }
        scenarios.add(memory());
        return new BenchResult(
                "venue",
                "orders, messages or accounts per unit, as the case says",
                "orders and trades through ccxt in a child process, against the JDK's client that"
                        + " signs and reads the same by hand, at the same local server",
                Machine.here(),
                scenarios);
    }

    private Scenario latency(HostedExchanges hosted, PlainExchange plain) {
        Histogram ours = new Histogram(3);
        Histogram limit = new Histogram(3);
        for (int slice = 0; slice < SLICES * 4; slice++) {
            ours.add(oneByOne(() -> hosted.order("account"), orders / (SLICES * 4)));
            limit.add(oneByOne(plain::order, orders / (SLICES * 4)));
        }
        Map<String, Double> figures = new HashMap<>();
        figures.put("ccxtP50Micros", micros(ours, 50));
        figures.put("ccxtP99Micros", micros(ours, 99));
        figures.put("plainP50Micros", micros(limit, 50));
        figures.put("plainP99Micros", micros(limit, 99));
        figures.put("overheadP50Micros", micros(ours, 50) - micros(limit, 50));
        figures.put("overheadP99Micros", micros(ours, 99) - micros(limit, 99));
        figures.put("ratioP50", micros(ours, 50) / micros(limit, 50));
        figures.put("ratioP99", micros(ours, 99) / micros(limit, 99));
        return new Scenario(
                "one order at a time",
                1e6 / micros(ours, 50),
                1e6 / micros(limit, 50),
                "orders per second at the median; %,d of each".formatted(ours.getTotalCount()),
                figures);
    }

    private Scenario inFlight(HostedExchanges hosted, PlainExchange plain) {
        List<Double> ours = new ArrayList<>();
        List<Double> limit = new ArrayList<>();
        for (int slice = 0; slice < SLICES; slice++) {
            ours.add(together(() -> hosted.order("account"), orders / SLICES));
            limit.add(together(plain::order, orders / SLICES));
        }
        return new Scenario(
                IN_FLIGHT + " orders in flight",
                median(ours),
                median(limit),
                "orders per second; median of %d slices of %,d".formatted(SLICES, orders / SLICES));
    }

    private Scenario stream(HostedExchanges hosted, PlainExchange plain) {
        long expected = (long) trades * (trades + 1) / 2;
        long start = System.nanoTime();
        long sum = hosted.readTrades("data", trades);
        long between = System.nanoTime();
        long plainSum = plain.readTrades(trades);
        long end = System.nanoTime();
        if (sum != expected || plainSum != expected) {
            throw new IllegalStateException(
                    "every trade must come once on both sides, the ids' sums were "
                            + sum
                            + " and "
                            + plainSum
                            + ", not "
                            + expected);
        }
        return new Scenario(
                "stream",
                trades * 1e9 / (between - start),
                trades * 1e9 / (end - between),
                "messages per second into Java, connecting included; %,d each, none missing"
                        .formatted(trades));
    }

    private Scenario memory() {
        Map<String, Double> figures = new HashMap<>();
        try (LocalVenue venue = LocalVenue.start(0);
                HostedExchanges hosted = new HostedExchanges(venue.address())) {
            figures.put("childMegabytesEmpty", hosted.childMegabytes());
            for (String exchange : EXCHANGES) {
                for (int account = 0; account < ACCOUNTS_EACH; account++) {
                    hosted.open(exchange + account, exchange, Numbers.STRINGS, SECRET);
                }
            }
            figures.put("childMegabytesWith160Accounts", hosted.childMegabytes());
            for (String exchange : EXCHANGES) {
                hosted.putMarkets(exchange + 0, MARKETS);
                for (int account = 1; account < ACCOUNTS_EACH; account++) {
                    hosted.shareMarkets(exchange + account);
                }
            }
            figures.put("childMegabytesAndWith1000MarketsEach", hosted.childMegabytes());
        }
        int accounts = EXCHANGES.size() * ACCOUNTS_EACH;
        double megabytes = figures.get("childMegabytesAndWith1000MarketsEach");
        return new Scenario(
                "memory",
                accounts / megabytes,
                accounts / 250.0,
                "accounts per MB of the child; the limit is 160 in 250 MB. %d accounts of %d exchanges, each exchange with %,d markets"
                        .formatted(accounts, EXCHANGES.size(), MARKETS),
                figures);
    }

    private void requireEachOrderOnce(LocalVenue venue) {
        long expected =
                2L * (WARMING + orders / (SLICES * 4) * (SLICES * 4) + orders / SLICES * SLICES);
        if (venue.orders() != expected) {
            throw new IllegalStateException(
                    "each order must reach the server once: "
                            + expected
                            + " were sent, "
                            + venue.orders()
                            + " came");
        }
    }

    private static Histogram oneByOne(Supplier<CompletableFuture<String>> order, int count) {
        Histogram nanos = new Histogram(3);
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            requireId(order.get().join());
            nanos.recordValue(System.nanoTime() - start);
        }
        return nanos;
    }

    /** Orders per second, with as many in flight as may be. */
    private static double together(Supplier<CompletableFuture<String>> order, int count) {
        Semaphore room = new Semaphore(IN_FLIGHT);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            room.acquireUninterruptibly();
            all.add(
                    order.get()
                            .whenComplete((_, _) -> room.release())
                            .thenAccept(VenueBench::requireId));
        }
        all.forEach(CompletableFuture::join);
        return count * 1e9 / (System.nanoTime() - start);
    }

    private static void requireId(String id) {
        if (!id.equals(ID)) {
            throw new IllegalStateException("the order's id must be " + ID + ", was " + id);
        }
    }

    private static double micros(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e3;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
