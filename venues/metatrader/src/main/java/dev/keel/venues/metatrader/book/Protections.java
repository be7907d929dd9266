package dev.keel.venues.metatrader.book;

import dev.keel.core.order.Side;
import dev.keel.venues.metatrader.mailbox.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reduce-only stops and limits: MetaTrader keeps them as the stop-loss and take-profit of a
 * position, one of each for the whole of it, and drops them with it. Where several orders of Keel's
 * stand behind one level, the tightest is what the broker has.
 */
public final class Protections {
    /** What a protective order of Keel's says of itself in the journal. */
    private static final int NOTE_PARTS = 3;

    private final Journal journal;
    private final FactLog log;

    public Protections(Journal journal, FactLog log) {
        this.journal = journal;
        this.log = log;
    }

    /**
     * A protective order that was placed.
     *
     * @param which {@code sl} or {@code tp}
     * @param side of the order: that of closing
     * @param tickets of the positions that it was set on
     * @param isCanceled whether Keel has taken it away again
     */
    public record Protection(
            long coid,
            String which,
            Side side,
            BigDecimal price,
            BigDecimal quantity,
            String symbol,
            Set<Long> tickets,
            boolean isCanceled) {

        /** Whether a position is one that it was set on. */
        public boolean covers(long ticket, long id) {
            return tickets.contains(ticket) || tickets.contains(id);
        }

        /** The one that the market reaches first comes first. */
        public static Comparator<Protection> tightestFirst() {
            return (one, other) -> {
                boolean higherFirst = (one.side == Side.SELL) == one.which.equals("sl");
                int byPrice = one.price.compareTo(other.price);
                int byTightness = higherFirst ? -byPrice : byPrice;
                return byTightness != 0 ? byTightness : Long.compare(one.coid, other.coid);
            };
        }

        public String venueId() {
            return which + "-" + coid;
        }
    }

    /** What an order of this kind writes into the journal. */
    public static String note(BigDecimal price, BigDecimal quantity, Side side) {
        return price.toPlainString() + ";" + quantity.toPlainString() + ";" + side.name();
    }

    /** The protective order with this id, if it was placed. */
    public List<Protection> of(long coid) {
        List<Attempt> attempts =
                journal.of(coid).stream()
                        .filter(attempt -> attempt.op().equals("PROTECT"))
                        .filter(attempt -> !doneLegs(attempt).isEmpty())
                        .toList();
        if (attempts.isEmpty()) {
            return List.of();
        }
        List<Row> legs = doneLegs(attempts.getFirst());
        Set<Long> tickets = new TreeSet<>();
        legs.forEach(leg -> addWithHeirs(leg.number("ticket"), tickets));
        Row first = legs.getFirst();
        List<String> note = List.of(first.text("note", "").split(";", -1));
        if (note.size() != NOTE_PARTS) {
            return List.of();
        }
        return List.of(
                new Protection(
                        coid,
                        first.text("which"),
                        Side.valueOf(note.get(2)),
                        new BigDecimal(note.get(0)),
                        new BigDecimal(note.get(1)),
                        first.text("symbol"),
                        tickets,
                        attempts.size() > 1));
    }

    private void addWithHeirs(long ticket, Set<Long> tickets) {
        Optional<Long> next = Optional.of(ticket);
        while (next.isPresent() && tickets.add(next.get())) {
            next = journal.left(next.get());
        }
    }

    private List<Row> doneLegs(Attempt attempt) {
        List<Row> done = new ArrayList<>();
        attempt.legs()
                .forEach((leg, row) -> {
                    boolean isDone =
                            attempt.outcome(leg)
                                    .filter(outcome ->
                                            journal.isDone(attempt.op(), outcome.text("code")))
                                    .isPresent();
                    if (isDone) {
                        done.add(row);
                    }
                });
        return done;
    }

    /** Those that were set on a position and not taken away, tightest first. */
    public List<Protection> on(String which, long ticket, long id) {
        return journal.orders().stream()
                .flatMap(coid -> of(coid).stream())
                .filter(protection -> protection.which().equals(which))
                .filter(protection -> !protection.isCanceled())
                .filter(protection -> protection.covers(ticket, id))
                .sorted(Protection.tightestFirst())
                .toList();
    }

    /** Whether it still stands behind a level of a position. */
    public static boolean works(Protection protection, List<Row> positions) {
        return !protection.isCanceled()
                && positions.stream()
                        .filter(row -> protection.covers(row.number("ticket"), row.number("id")))
                        .filter(row -> Fact.side(row) != protection.side())
                        .anyMatch(row -> row.decimal(protection.which()).signum() != 0);
    }

    /** What of it may still trade. */
    BigDecimal left(Protection protection) {
        return protection.quantity().subtract(log.filled(protection.coid())).max(BigDecimal.ZERO);
    }

    /**
     * Divides what a position's stop or target has closed among the orders behind it.
     *
     * @return the parts, in order; what nobody asked for is nobody's
     */
    List<Share> shares(String which, long ticket, long id, BigDecimal volume) {
        List<Share> shares = new ArrayList<>();
        BigDecimal rest = volume;
        for (Protection protection : on(which, ticket, id)) {
            BigDecimal part = rest.min(left(protection));
            if (part.signum() > 0) {
                shares.add(new Share(protection.coid(), protection.venueId(), part));
                rest = rest.subtract(part);
            }
        }
        if (rest.signum() > 0) {
            shares.add(new Share(0, "", rest));
        }
        return shares;
    }

    /**
     * @param coid 0 for nobody's
     */
    record Share(long coid, String order, BigDecimal volume) {}
}
