package dev.keel.venues.metatrader.book;

import dev.keel.core.order.Side;
import dev.keel.core.venue.VenueOrder;
import dev.keel.venues.metatrader.mailbox.Row;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where an order of ours stands. One order may be several requests at the terminal: positions of a
 * hedging account are closed one by one. It is over when all of them are.
 */
public final class OrderViews {
    private final Journal journal;
    private final FactLog log;
    private final Protections protections;
    private final Ownership ownership;
    private final Map<Long, BigDecimal> quantities = new TreeMap<>();

    public OrderViews(Journal journal, FactLog log, Protections protections, Ownership ownership) {
        this.journal = journal;
        this.log = log;
        this.protections = protections;
        this.ownership = ownership;
    }

    /** Takes note of how much an order asks for. */
    public void expect(long coid, BigDecimal quantity) {
        quantities.put(coid, quantity);
    }

    /**
     * What the terminal shows of an order of ours; empty if it shows no trace of it.
     *
     * @param state after whose facts were taken into the log
     */
    public Optional<View> of(long coid, State state) {
        Optional<Fact.Ended> known = log.ended(coid);
        if (known.isPresent()) {
            return Optional.of(View.of(known.get()));
        }
        List<Protections.Protection> protection = protections.of(coid);
        if (!protection.isEmpty()) {
            return Optional.of(protective(protection.getFirst(), state));
        }
        Optional<Row> live =
                state.orders().stream().filter(row -> ownership.owner(row) == coid).findFirst();
        if (live.isPresent()) {
            return Optional.of(
                    view(coid, live.get(), VenueOrder.State.WORKING, "works", log.filled(coid)));
        }
        return gone(coid, state);
    }

    private View protective(Protections.Protection protection, State state) {
        BigDecimal filled = log.filled(protection.coid());
        boolean works = Protections.works(protection, state.positions());
        boolean isFilled = filled.compareTo(protection.quantity()) >= 0;
        VenueOrder.State at =
                works
                        ? VenueOrder.State.WORKING
                        : isFilled ? VenueOrder.State.FILLED : VenueOrder.State.CANCELED;
        String words =
                works
                        ? protection.which() + " of the position"
                        : protection.isCanceled()
                                ? "taken away"
                                : "its position, or the level on it, is gone";
        return new View(
                protection.coid(),
                protection.venueId(),
                protection.symbol(),
                protection.side(),
                protection.quantity(),
                filled,
                at,
                words,
                true);
    }

    private Optional<View> gone(long coid, State state) {
        List<Row> ended =
                state.ended().stream()
                        .filter(row -> ownership.owner(row) == coid)
                        .filter(row -> row.text("reason").equals("expert") || isPool(row))
                        .toList();
        BigDecimal booked = log.filled(coid);
        Optional<Attempt> placing = journal.placing(coid);
        boolean isOpen =
                placing.isPresent()
                        && (placing.get().end().isEmpty() || journal.isUnsettled(placing.get()));
        if (ended.isEmpty() && booked.signum() == 0) {
            return isOpen ? Optional.empty() : placing.flatMap(attempt -> refused(coid, attempt));
        }
        Row shape =
                ended.isEmpty()
                        ? placing.map(attempt -> attempt.firstLeg()).orElse(null)
                        : ended.getFirst();
        if (shape == null) {
            return Optional.empty();
        }
        BigDecimal filled =
                booked.max(
                        ended.stream()
                                .map(row -> row.decimal("volume").subtract(row.decimal("left")))
                                .reduce(BigDecimal.ZERO, BigDecimal::add));
        BigDecimal quantity = quantity(coid, shape);
        if (filled.compareTo(quantity) >= 0) {
            return Optional.of(view(coid, shape, VenueOrder.State.FILLED, "filled", filled));
        }
        VenueOrder.State at = isOpen ? VenueOrder.State.WORKING : end(ended, filled);
        String words = isOpen ? "a part of it is not settled" : words(ended, placing);
        return Optional.of(view(coid, shape, at, words, filled));
    }

    private static boolean isPool(Row row) {
        return row.number("position", 0) == 0 && row.text("reason").equals("other");
    }

    private static VenueOrder.State end(List<Row> ended, BigDecimal filled) {
        String last = ended.isEmpty() ? "canceled" : ended.getLast().text("state");
        return switch (last) {
            case "expired" -> VenueOrder.State.EXPIRED;
            case "rejected" ->
                    filled.signum() == 0 ? VenueOrder.State.REJECTED : VenueOrder.State.CANCELED;
            default -> VenueOrder.State.CANCELED;
        };
    }

    private static String words(List<Row> ended, Optional<Attempt> placing) {
        String shown = ended.isEmpty() ? "" : ended.getLast().text("state");
        return placing.flatMap(Attempt::end)
                .map(end -> (shown + " " + end.text("code")).strip())
                .orElse(shown);
    }

    private Optional<View> refused(long coid, Attempt attempt) {
        boolean maybe =
                attempt.legs().keySet().stream().anyMatch(leg -> journal.mayBeDone(attempt, leg));
        String code = attempt.end().map(end -> end.text("code")).orElse("ea:unknown");
        if (maybe || code.equals("ea:unknown") || attempt.legs().isEmpty()) {
            return Optional.empty();
        }
        Row shape = attempt.firstLeg();
        return shape.has("symbol") && shape.has("side")
                ? Optional.of(view(coid, shape, VenueOrder.State.REJECTED, code, BigDecimal.ZERO))
                : Optional.empty();
    }

    private View view(long coid, Row shape, VenueOrder.State at, String words, BigDecimal filled) {
        String id =
                journal.ticket(coid)
                        .map(Object::toString)
                        .or(() -> log.order(coid))
                        .orElseGet(() -> Long.toString(Math.max(1, shape.number("ticket"))));
        return new View(
                coid,
                id,
                shape.text("symbol"),
                log.side(coid).orElseGet(() -> Fact.side(shape)),
                quantity(coid, shape),
                filled,
                at,
                words,
                log.filled(coid).compareTo(filled) >= 0);
    }

    private BigDecimal quantity(long coid, Row shape) {
        BigDecimal known = quantities.get(coid);
        if (known != null) {
            return known;
        }
        return journal.placing(coid)
                .map(attempt ->
                        attempt.legs().values().stream()
                                .map(leg -> leg.decimal("volume", BigDecimal.ZERO))
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                .filter(sum -> sum.signum() > 0)
                .orElseGet(() -> shape.decimal("volume"));
    }

    /**
     * An order of ours.
     *
     * @param isBooked whether all that it has traded is in the log
     */
    public record View(
            long coid,
            String order,
            String symbol,
            Side side,
            BigDecimal quantity,
            BigDecimal filled,
            VenueOrder.State state,
            String words,
            boolean isBooked) {
        static View of(Fact.Ended end) {
            return new View(
                    end.coid(),
                    end.order(),
                    end.symbol(),
                    end.side(),
                    end.volume(),
                    end.filled(),
                    end.state(),
                    end.words(),
                    true);
        }

        boolean isOver() {
            return state != VenueOrder.State.WORKING;
        }

        Fact.Ended end() {
            return new Fact.Ended(coid, order, symbol, side, quantity, filled, state, words);
        }
    }
}
