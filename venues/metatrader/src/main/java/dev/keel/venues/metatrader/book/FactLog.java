package dev.keel.venues.metatrader.book;

import dev.keel.core.order.Side;
import dev.keel.venues.metatrader.mailbox.LogTail;
import dev.keel.venues.metatrader.mailbox.Row;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every fact in the order in which Keel first saw it, on disk. What is seen later has a higher
 * number, whenever it happened: a cursor into this log is exact. For one thread.
 */
public final class FactLog implements AutoCloseable {
    private static final Pattern CURSOR = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,9})");

    private final FileChannel file;
    private final Row opening;
    private final List<Fact> facts = new ArrayList<>();
    private final Set<String> keys = new TreeSet<>();
    private final TreeMap<Long, BigDecimal> filled = new TreeMap<>();
    private final TreeMap<Long, String> orders = new TreeMap<>();
    private final TreeMap<Long, Side> sides = new TreeMap<>();

    private FactLog(FileChannel file, Row opening) {
        this.file = file;
        this.opening = opening;
    }

    /** The log of this folder, if there is one. */
    public static Optional<FactLog> find(Path folder) throws IOException {
        Path path = folder.resolve("history.log");
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        List<Row> rows = new LogTail(path, null).poll();
        if (rows.isEmpty()) {
            // The first line was cut off: nothing was told from this log yet.
            Files.delete(path);
            return Optional.empty();
        }
        FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE);
        long whole = rows.stream().mapToLong(row -> row.toJson().length() + 1).sum();
        file.truncate(whole).position(whole);
        FactLog log = new FactLog(file, rows.getFirst().typed("history"));
        rows.stream().skip(1).map(Fact::of).forEach(log::remember);
        return Optional.of(log);
    }

    /**
     * Begins a log.
     *
     * @param opening names it ({@code id}), and says from when on it is kept ({@code since})
     * @param first what was there before
     */
    public static FactLog begin(Path folder, Row opening, List<Fact> first) throws IOException {
        FileChannel file =
                FileChannel.open(
                        folder.resolve("history.log"),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE);
        FactLog log = new FactLog(file, opening);
        StringBuilder text = new StringBuilder(opening.toJson()).append('\n');
        first.forEach(fact -> text.append(fact.row().toJson()).append('\n'));
        log.write(text);
        first.forEach(log::remember);
        return log;
    }

    /** What the log began with. */
    public Row opening() {
        return opening;
    }

    public boolean knows(String key) {
        return keys.contains(key);
    }

    /**
     * Takes facts that it does not know yet; they are on disk when this returns.
     *
     * @return those that were new
     */
    public List<Fact> add(List<Fact> more) throws IOException {
        List<Fact> news = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        StringBuilder text = new StringBuilder();
        for (Fact fact : more) {
            if (!knows(fact.key()) && seen.add(fact.key())) {
                news.add(fact);
                text.append(fact.row().toJson()).append('\n');
            }
        }
        if (!news.isEmpty()) {
            write(text);
            news.forEach(this::remember);
        }
        return news;
    }

    /** All facts, in the order of their numbers. */
    public List<Fact> all() {
        return List.copyOf(facts);
    }

    /** Those after a cursor; empty if the cursor is not of this log. */
    public Optional<List<Fact>> after(String cursor) {
        Matcher matcher = CURSOR.matcher(cursor);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) != opening.number("id")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(matcher.group(2));
        return number > facts.size()
                ? Optional.empty()
                : Optional.of(List.copyOf(facts.subList(number, facts.size())));
    }

    /** Behind everything that it has. */
    public String cursor() {
        return opening.number("id") + "." + facts.size();
    }

    /** How much of an order of ours has traded. */
    public BigDecimal filled(long coid) {
        return filled.getOrDefault(coid, BigDecimal.ZERO);
    }

    /** The venue's id of an order of ours that has traded. */
    Optional<String> order(long coid) {
        return Optional.ofNullable(orders.get(coid));
    }

    /** The side of an order of ours that has traded. */
    Optional<Side> side(long coid) {
        return Optional.ofNullable(sides.get(coid));
    }

    /** The end of an order of ours, if it is known. */
    public Optional<Fact.Ended> ended(long coid) {
        if (!knows("e" + coid)) {
            return Optional.empty();
        }
        return facts.stream()
                .filter(Fact.Ended.class::isInstance)
                .map(Fact.Ended.class::cast)
                .filter(end -> end.coid() == coid)
                .findFirst();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void remember(Fact fact) {
        facts.add(fact);
        keys.add(fact.key());
        if (fact instanceof Fact.Traded trade && trade.coid() != 0) {
            filled.merge(trade.coid(), trade.volume(), BigDecimal::add);
            orders.putIfAbsent(trade.coid(), trade.order());
            sides.putIfAbsent(trade.coid(), trade.side());
        }
    }

    private void write(CharSequence text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        file.force(false);
    }
}
