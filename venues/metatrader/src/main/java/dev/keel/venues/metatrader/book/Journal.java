package dev.keel.venues.metatrader.book;

import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.outcome.Operation;
import dev.keel.core.venue.outcome.Outcome;
import dev.keel.core.venue.outcome.OutcomeTable;
import dev.keel.venues.metatrader.mailbox.GarbledException;
import dev.keel.venues.metatrader.mailbox.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the Expert Advisor's journal says, by command and by order. For one thread. */
public final class Journal {
    private static final VenueOrderId SOME = new VenueOrderId("1");
    private static final String NO_CHANGES = "10025";

    private final OutcomeTable table;
    private final Map<Long, Attempt> attempts = new TreeMap<>();
    private final Map<Long, List<Attempt>> byOrder = new TreeMap<>();
    private final Map<Long, Long> byMagic = new TreeMap<>();
    private final Map<Long, Long> left = new TreeMap<>();
    private long unread;

    public Journal(OutcomeTable table) {
        this.table = table;
    }

    /** Takes the lines that came since; one that cannot be read tells nothing. */
    public void take(List<Row> lines) {
        for (Row line : lines) {
            try {
                take(line.typed("journal"));
            } catch (GarbledException e) {
                // A line from a later protocol; what it is about stays open, and is asked for.
                unread++;
            }
        }
    }

    private void take(Row line) {
        long seq = line.number("seq", 0);
        if (line.text("state").equals("START") || seq == 0) {
            return;
        }
        Attempt attempt = attempts.get(seq);
        if (attempt == null) {
            if (line.text("state").equals("DONE")) {
                return;
            }
            attempt = new Attempt(line);
            attempts.put(seq, attempt);
            byOrder.computeIfAbsent(attempt.coid(), _ -> new ArrayList<>()).add(attempt);
            byMagic.put(attempt.magic(), attempt.coid());
        }
        attempt.take(line);
        if (line.number("left", 0) > 0) {
            attempt.ticketOf(line.number("leg"))
                    .ifPresent(ticket -> left.put(ticket, line.number("left")));
        }
    }

    /** The ticket under which a position goes on after a partial close, in MetaTrader 4. */
    Optional<Long> left(long ticket) {
        return Optional.ofNullable(left.get(ticket));
    }

    /** How many lines told nothing. */
    public long unread() {
        return unread;
    }

    /** The commands about an order, in their order. */
    public List<Attempt> of(long coid) {
        return byOrder.getOrDefault(coid, List.of());
    }

    /** Every order that there was a command for. */
    public Set<Long> orders() {
        return byOrder.keySet();
    }

    public Optional<Long> orderOfMagic(long magic) {
        return Optional.ofNullable(byMagic.get(magic));
    }

    /** The command that placed an order. */
    public Optional<Attempt> placing(long coid) {
        return of(coid).stream()
                .filter(attempt -> attempt.op().equals("NEW") || attempt.op().equals("PROTECT"))
                .findFirst();
    }

    /** Whether a code of a request says that it was done. */
    public boolean isDone(String op, String code) {
        return (op.equals("PROTECT") && code.equals(NO_CHANGES))
                || table.classify(Operation.SUBMIT, code, "", SOME) instanceof Outcome.Accepted;
    }

    /** Whether it may have been done; true also while nobody knows its outcome. */
    public boolean mayBeDone(Attempt attempt, long leg) {
        return attempt.outcome(leg)
                .map(row -> row.text("code"))
                .map(code ->
                        isDone(attempt.op(), code)
                                || !(table.classify(Operation.SUBMIT, code, "", SOME)
                                        instanceof Outcome.Refused))
                .orElse(true);
    }

    /** Whether what became of one of its requests is open. */
    public boolean isUnsettled(Attempt attempt) {
        return attempt.legs().keySet().stream()
                .anyMatch(leg ->
                        mayBeDone(attempt, leg)
                                && !attempt.outcome(leg)
                                        .map(row -> isDone(attempt.op(), row.text("code")))
                                        .orElse(false));
    }

    /** The venue's id of an order, if its first request that was done named one. */
    public Optional<Long> ticket(long coid) {
        return of(coid).stream()
                .filter(attempt -> attempt.op().equals("NEW"))
                .flatMap(attempt ->
                        attempt.legs().keySet().stream()
                                .flatMap(leg -> attempt.outcome(leg).stream()))
                .map(row -> row.number("order", 0))
                .filter(ticket -> ticket > 0)
                .findFirst();
    }

    /** The order whose command closed this ticket, or may have, in MetaTrader 4. */
    public Optional<Long> closer(long ticket) {
        List<Attempt> all = new ArrayList<>(attempts.values()).reversed();
        for (Attempt attempt : all) {
            boolean closed =
                    attempt.op().equals("NEW")
                            && attempt.legs().entrySet().stream()
                                    .anyMatch(leg ->
                                            leg.getValue().number("ticket", 0) == ticket
                                                    && mayBeDone(attempt, leg.getKey()));
            if (closed) {
                return Optional.of(attempt.coid());
            }
        }
        return Optional.empty();
    }
}
