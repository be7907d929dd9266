package dev.keel.bench;

import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.venues.fix.store.MessageStoreProvider;
import dev.keel.venues.fix.store.PostgresSessionJournal;
import dev.keel.venues.fix.transport.Sequencing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Orders over a FIX session whose state is in PostgreSQL, beside the same session whose state is in
 * memory: from the send to the fill, three messages an order.
 */
final class FixBench {
    private static final int WINDOW = 200;

    private final int orders;
    private final int rounds;

    /**
     * @param orders of each measurement
     * @param rounds measurements of each store, in turns; the median counts
     */
    FixBench(int orders, int rounds) {
        this.orders = orders;
        this.rounds = rounds;
    }

    BenchResult run() {
        try (BenchDatabase server = BenchDatabase.start();
                LedgerDatabase database = LedgerDatabase.open(server.address());
                FixOrders durable =
                        new FixOrders(
                                PostgresSessionJournal.provider(database::connect),
                                Sequencing.KEPT);
                FixOrders memory = new FixOrders(MessageStoreProvider.inMemory(), Sequencing.KEPT);
                FixOrders fresh =
                        new FixOrders(
                                PostgresSessionJournal.provider(database::connect),
                                Sequencing.FRESH)) {
            return new BenchResult(
                    "fix",
                    "orders/s",
                    "A FIX 4.4 session whose numbers and messages are committed to PostgreSQL before"
                            + " they leave, many in each commit, beside the same session with its"
                            + " state in memory; the counterparty is in this process and fills"
                            + " every order at once",
                    Machine.here(),
                    List.of(
                            scenario("200 orders in flight", durable, memory, WINDOW, orders),
                            scenario("one order in flight", durable, memory, 1, orders / 10),
                            scenario(
                                    "one order in flight, numbers from 1 at each logon",
                                    fresh,
                                    memory,
                                    1,
                                    orders / 10)));
        }
    }

    private BenchResult.Scenario scenario(
            String name, FixOrders durable, FixOrders memory, int window, int count) {
        // Code that has not warmed up is no part of it.
        durable.run(count, window);
        memory.run(count, window);
        List<FixOrders.Round> ours = new ArrayList<>();
        List<FixOrders.Round> limit = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            ours.add(durable.run(count, window));
            limit.add(memory.run(count, window));
        }
        Map<String, Double> figures = new TreeMap<>();
        put(figures, "postgres", ours);
        put(figures, "memory", limit);
        return new BenchResult.Scenario(
                name,
                median(ours),
                median(limit),
                count + " orders in each of " + rounds + " rounds, all filled",
                figures);
    }

    private static double median(List<FixOrders.Round> rounds) {
        List<Double> rates =
                rounds.stream()
                        .map(FixOrders.Round::ordersPerSecond)
                        .sorted(Comparator.naturalOrder())
                        .toList();
        return rates.get(rates.size() / 2);
    }

    private static void put(
            Map<String, Double> figures, String store, List<FixOrders.Round> rounds) {
        Histogram all = new Histogram(3);
        rounds.forEach(round -> all.add(round.sendToFill()));
        figures.put(store + "SendToFillP50Millis", all.getValueAtPercentile(50) / 1e6);
        figures.put(store + "SendToFillP99Millis", all.getValueAtPercentile(99) / 1e6);
    }
}
