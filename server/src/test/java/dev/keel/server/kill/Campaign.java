package dev.keel.server.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.ledger.Ledger;
import dev.keel.ledger.database.DatabaseAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One venue, one database, and traders that are killed one after the other. */
final class Campaign implements AutoCloseable {
    private static final boolean FOREIGN_TRADES = Boolean.getBoolean("keel.kill.foreign");

    private static final List<Stand.Point> POINTS =
            List.of(
                    Stand.Point.BEFORE_COMMIT,
                    Stand.Point.AFTER_COMMIT,
                    Stand.Point.BEFORE_SEND,
                    Stand.Point.AFTER_SEND);

    private final Path folder;
    private final long seed;
    private final Random random;
    private final Child venue;
    private final int port;
    private final List<Child> traders = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private String database;
    private int kills;
    private int orders;

    private Campaign(Path folder, long seed, String database) {
        this.folder = folder;
        this.seed = seed;
        this.random = new Random(seed);
        this.database = database;
        this.venue =
                Child.start(
                        VenueSimulatorProcess.class,
                        List.of(Long.toString(seed), Boolean.toString(FOREIGN_TRADES)),
                        Map.of(),
                        folder.resolve("venue" + seed + ".err"));
        this.port = Integer.parseInt(venue.line("port "));
    }

    static Campaign start(Path folder, long seed, String database) {
        return new Campaign(folder, seed, database);
    }

    int kills() {
        return kills;
    }

    /** Orders that have reached the venue; known at the end. */
    int orders() {
        return orders;
    }

    /** The database has another address now. */
    void moveTo(String address) {
        database = address;
    }

    /** A trader is started, trades, and is killed; now and then there are two. */
    void round() {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> killAtAPoint();
            case 3, 4 -> killAfterProgress();
            case 5 -> killSoon();
            case 6 -> killBesideAnother();
            default -> killAfterAPause();
        }
    }

    private void killAtAPoint() {
        Stand.Point point = POINTS.get(random.nextInt(POINTS.size()));
        Child trader = trader(point + ":" + (1 + random.nextInt(30)));
        trader.until(point.toString(), () -> trader.count("stand") > 0);
        kill(trader, "at " + point);
    }

    private void killAfterProgress() {
        Child trader = trader(nowhere());
        progress(trader);
        kill(trader, "after progress");
    }

    /** Perhaps before it is up, and while it takes the accounts up. */
    private void killSoon() {
        Child trader = trader(nowhere());
        Duration soon = Duration.ofMillis(random.nextInt(2_500));
        long end = System.nanoTime() + soon.toNanos();
        trader.until("a moment", () -> System.nanoTime() > end);
        kill(trader, "after " + soon);
    }

    /** The next one is there before the last one is dead. */
    private void killBesideAnother() {
        Child first = trader(nowhere());
        progress(first);
        Child second = trader(nowhere());
        long before = first.count("committed");
        first.until("more", () -> first.count("committed") > before + 40);
        kill(first, "beside another");
        progress(second);
        kill(second, "as the other one");
    }

    /** It stands still for longer than its lease; meanwhile another one takes over. */
    private void killAfterAPause() {
        Child first = trader(nowhere());
        progress(first);
        first.pause();
        Child second = trader(nowhere());
        progress(second);
        first.wake();
        progress(second);
        kill(random.nextBoolean() ? first : second, "after a pause");
        traders.stream().filter(Child::isAlive).toList().forEach(left -> kill(left, "with it"));
    }

    /** Trader and database are killed, one shortly after the other. */
    void roundWithDatabase(boolean traderFirst, Runnable killDatabase) {
        Child trader = trader(nowhere());
        progress(trader);
        if (traderFirst) {
            kill(trader, "before the database");
        }
        killDatabase.run();
        if (!traderFirst) {
            kill(trader, "after the database");
        }
    }

    /** Lets everything come to rest, and holds the ledger against the venue. */
    void requireTruth() {
        Truth.quieten(port);
        Child last = start("settle", nowhere());
        assertThat(last.awaitEnd()).as(() -> this + "\n" + last.errors()).isZero();
        List<String> findings = new ArrayList<>();
        try (Ledger ledger = Ledger.open(DatabaseAddress.parse(database))) {
            Truth.read(port)
                    .forEach((name, truth) -> {
                        findings.addAll(Audit.findings(ledger, name, truth));
                        orders += truth.arrived().size();
                    });
            ledger.verifier().verify().differences().stream()
                    .map(Object::toString)
                    .forEach(findings::add);
        }
        assertThat(findings).as(this::toString).isEmpty();
        assertThat(orders).as("orders of " + this).isPositive();
        System.out.println(this);
    }

    private void progress(Child trader) {
        long from = trader.count("committed");
        int commits = 1 + random.nextInt(60);
        trader.until("progress", () -> trader.count("committed") >= from + commits);
    }

    private void kill(Child trader, String when) {
        trader.kill();
        kills++;
        story.add(when);
    }

    private Child trader(String stand) {
        return start("trade", stand);
    }

    private static String nowhere() {
        return Stand.Point.NOWHERE + ":0";
    }

    private Child start(String what, String stand) {
        Child trader =
                Child.start(
                        KilledTrader.class,
                        List.of(
                                Integer.toString(port),
                                Long.toString(random.nextLong()),
                                stand,
                                what),
                        Map.of("KEEL_DATABASE_URL", database),
                        folder.resolve("trader" + seed + ".err"));
        traders.add(trader);
        return trader;
    }

    @Override
    public void close() {
        traders.forEach(Child::close);
        venue.close();
    }

    @Override
    public String toString() {
        return "seed " + seed + ": " + kills + " kills, " + orders + " orders; killed " + story;
    }
}
