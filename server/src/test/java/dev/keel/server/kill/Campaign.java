package dev.keel.server.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.ledger.Ledger;
import dev.keel.ledger.database.DatabaseAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** One venue, one database, and traders that are killed one after the other. */
final class Campaign implements AutoCloseable {
    private static final boolean FOREIGN_TRADES =
            Boolean.parseBoolean(System.getProperty("keel.kill.foreign", "true"));

    private static final List<Stand.Point> POINTS =
            List.of(
                    Stand.Point.BEFORE_COMMIT,
                    Stand.Point.AFTER_COMMIT,
                    Stand.Point.BEFORE_SEND,
                    Stand.Point.AFTER_SEND);

    /** What a trader has done at most when it is killed; most of its life is its start. */
    private static final int POINTS_PASSED = 40;

    private static final int COMMITS = 100;

    private final Path folder;
    private final long seed;
    private final Random random;
    private final Child venue;
    private final int port;
    private final List<Child> traders = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private final List<Kind> bag = new ArrayList<>();

    /**
     * What a trader has sent after it stood still and another one had its accounts, and since when
     * it stood still.
     */
    private final Map<String, Instant> sentLate = new HashMap<>();

    private String database;
    private int kills;
    private int takeovers;
    private int orders;
    private int trades;

    /** Of eight rounds each kind comes as often as it is listed. */
    private enum Kind {
        AT_A_POINT,
        AFTER_PROGRESS,
        SOON,
        BESIDE_ANOTHER,
        AFTER_A_PAUSE
    }

    private static final List<Kind> EIGHT =
            List.of(
                    Kind.AT_A_POINT,
                    Kind.AT_A_POINT,
                    Kind.AT_A_POINT,
                    Kind.AFTER_PROGRESS,
                    Kind.SOON,
                    Kind.BESIDE_ANOTHER,
                    Kind.AFTER_A_PAUSE,
                    Kind.AFTER_A_PAUSE);

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
        if (bag.isEmpty()) {
            bag.addAll(EIGHT);
            Collections.shuffle(bag, random);
        }
        switch (bag.removeLast()) {
            case AT_A_POINT -> killAtAPoint();
            case AFTER_PROGRESS -> killAfterProgress();
            case SOON -> killSoon();
            case BESIDE_ANOTHER -> killBesideAnother();
            case AFTER_A_PAUSE -> killAfterAPause();
        }
    }

    private void killAtAPoint() {
        Stand.Point point = POINTS.get(random.nextInt(POINTS.size()));
        Child trader = trader(point + ":" + (1 + random.nextInt(POINTS_PASSED)));
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

    /**
     * It stands still for longer than its lease, now and then between a commit and what hangs on
     * it; meanwhile another one takes over.
     */
    private void killAfterAPause() {
        boolean atAPoint = random.nextBoolean();
        Stand.Point point = POINTS.get(random.nextInt(POINTS.size()));
        Child first =
                trader(atAPoint ? point + ":" + (1 + random.nextInt(POINTS_PASSED)) : nowhere());
        if (atAPoint) {
            first.until(point.toString(), () -> first.count("stand") > 0);
        } else {
            progress(first);
        }
        first.pause();
        Instant since = Instant.now();
        Child second = trader(nowhere());
        second.line("up");
        takeovers++;
        progress(second);
        int heard = first.said().size();
        if (atAPoint) {
            first.goOn();
        }
        first.wake();
        progress(second);
        List<String> after = List.copyOf(first.said()).subList(heard, first.said().size());
        sentUntaken(after).forEach(order -> sentLate.put(order, since));
        String where = atAPoint ? " at " + point : "";
        kill(random.nextBoolean() ? first : second, "after a pause" + where);
        traders.stream().filter(Child::isAlive).toList().forEach(left -> kill(left, "with it"));
    }

    /** The orders that were sent for accounts that had not been taken again before. */
    private static List<String> sentUntaken(List<String> said) {
        List<String> sent = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (String line : said) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("took")) {
                taken.add(words[1]);
            } else if (words[0].equals("sent") && !taken.contains(words[1])) {
                sent.add(words[2]);
            }
        }
        return sent;
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
                        trades += truth.history().trades().size();
                        truth.arrived().stream()
                                .filter(this::isDecidedLate)
                                .map(order -> order + " was sent after a takeover")
                                .forEach(findings::add);
                    });
            ledger.verifier().verify().differences().stream()
                    .map(Object::toString)
                    .forEach(findings::add);
        }
        assertThat(findings).as(this::toString).isEmpty();
        assertThat(orders).as("orders of " + this).isPositive();
        System.out.println(this);
    }

    /** What was decided before it stood still may arrive late; the venue refuses that itself. */
    private boolean isDecidedLate(Submission sent) {
        Instant since = sentLate.get(sent.client().toString());
        return since != null && sent.madeAt().isAfter(since);
    }

    private void progress(Child trader) {
        long from = trader.count("committed");
        int commits = 1 + random.nextInt(COMMITS);
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
        return "seed %d: %d kills, %d takeovers, %d orders, %d sent on waking, %d trades; killed %s"
                .formatted(seed, kills, takeovers, orders, sentLate.size(), trades, story);
    }
}
