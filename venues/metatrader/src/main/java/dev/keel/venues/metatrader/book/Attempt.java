package dev.keel.venues.metatrader.book;

import dev.keel.venues.metatrader.mailbox.Row;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One command, as the Expert Advisor's journal tells of it. For one thread. */
public final class Attempt {
    private final Row first;
    private final TreeMap<Long, Row> sending = new TreeMap<>();
    private final TreeMap<Long, Row> done = new TreeMap<>();
    private @Nullable Row end;

    Attempt(Row first) {
        this.first = first;
    }

    void take(Row line) {
        switch (line.text("state")) {
            case "SENDING" -> sending.put(line.number("leg"), line);
            case "DONE" -> done.put(line.number("leg"), line);
            case "END" -> end = line;
            default -> {}
        }
    }

    public long seq() {
        return first.number("seq");
    }

    public String op() {
        return first.text("op");
    }

    public long coid() {
        return first.number("coid");
    }

    public long magic() {
        return first.number("magic", 0);
    }

    /** The requests that were begun, by their number. */
    public SortedMap<Long, Row> legs() {
        return sending;
    }

    /** The first request; there must be one. */
    Row firstLeg() {
        return sending.firstEntry().getValue();
    }

    Optional<Long> ticketOf(long leg) {
        return Optional.ofNullable(sending.get(leg)).map(row -> row.number("ticket", 0));
    }

    /** What came of a request; empty while nobody knows. */
    public Optional<Row> outcome(long leg) {
        return Optional.ofNullable(done.get(leg));
    }

    /** Its end; empty while it runs, or if it was cut off by the terminal's death. */
    public Optional<Row> end() {
        return Optional.ofNullable(end);
    }
}
