package dev.keel.venues.fix;

import dev.keel.core.money.Quantity;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Fill;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.outcome.Conversion;
import dev.keel.core.venue.outcome.Operation;
import dev.keel.core.venue.outcome.OutcomeTable;
import dev.keel.venues.fix.dialect.FixDialect;
import dev.keel.venues.fix.order.Execution;
import dev.keel.venues.fix.order.FillLedger;
import dev.keel.venues.fix.recovery.MessageText;
import dev.keel.venues.fix.recovery.ReportJournal;
import dev.keel.venues.fix.transport.FixMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What reports mean for orders. Each is kept before anything follows from it, and follows once,
 * however often it comes. For one thread at a time.
 */
final class Reports {
    private static final String FOREIGN = "x:";

    private final FixDialect dialect;
    private final OrderBook book;
    private final ReportJournal journal;
    private final OutcomeTable outcomes;
    private final Incidents incidents;

    Reports(
            FixDialect dialect,
            OrderBook book,
            ReportJournal journal,
            OutcomeTable outcomes,
            Incidents incidents) {
        this.dialect = dialect;
        this.book = book;
        this.journal = journal;
        this.outcomes = outcomes;
        this.incidents = incidents;
    }

    /**
     * What a report came to.
     *
     * @param unmatched why nobody knows the trade (DKReason); empty if somebody does
     * @param missing whether the account has to read the history: a fill is missing, or is no
     *     order's that it asks about
     */
    record Taken(List<VenueReport> reports, String unmatched, boolean missing) {
        private static final Taken NOTHING = new Taken(List.of(), "", false);
    }

    /** Under whose name a report is kept. */
    static String subject(Optional<OrderId> order, Execution execution) {
        return order.map(OrderId::toString).orElse(FOREIGN + execution.ids().venue());
    }

    Taken take(FixMessage message, Execution execution, Instant receivedAt) {
        Optional<OrderId> owner = book.owner(execution.ids());
        Optional<TrackedOrder> order = owner.flatMap(book::of);
        if (isTradeLike(execution)
                && (execution.ids().execution().isEmpty()
                        || (execution.kind() == Execution.Kind.TRADE
                                && execution.trade() == null))) {
            return unreadable(execution, order);
        }
        boolean wrongSide =
                isTradeLike(execution)
                        && order.isPresent()
                        && execution.about().side() != null
                        && execution.about().side() != order.get().order().request().side();
        String subject = subject(wrongSide ? Optional.empty() : owner, execution);
        ReportJournal.Kept kept =
                journal.keep(
                        subject,
                        name(message, execution),
                        hash(message, execution),
                        receivedAt,
                        message);
        return switch (kept) {
            case ReportJournal.Kept.Known _ -> Taken.NOTHING;
            case ReportJournal.Kept.Contradicts(var other) ->
                    contradiction(execution, order, other);
            case ReportJournal.Kept.New _ -> {
                if (wrongSide) {
                    yield unmatched(execution, "B", "trades on the other side than its order");
                }
                yield order.map(tracked -> follow(tracked, execution))
                        .orElseGet(() -> foreign(owner, execution));
            }
        };
    }

    /** Takes up what was kept before this process began. */
    void replay(TrackedOrder order, List<Execution> kept) {
        kept.forEach(execution -> {
            if (isTradeLike(execution)) {
                FillLedger.Effect effect = order.fills().take(execution);
                if (effect instanceof FillLedger.Effect.Unmatched) {
                    incidents.add(
                            Incident.Kind.UNKNOWN_REFERENCE,
                            "order " + order.order().id() + " from before the start");
                }
            }
            told(order, execution);
        });
        order.takenUp();
    }

    private Taken follow(TrackedOrder order, Execution execution) {
        List<VenueReport> reports = new ArrayList<>();
        accepted(order, execution).ifPresent(reports::add);
        effects(order, execution, reports);
        told(order, execution);
        if (isSmallerAndDone(order, execution)) {
            reports.add(
                    ended(
                            order,
                            execution,
                            new OrderChange.Canceled(
                                    evidence(execution, "all of a smaller order is done"))));
        }
        if (isOver(execution)) {
            book.end(order);
        }
        if (order.newlyMisses()) {
            incidents.add(
                    Incident.Kind.MISSING_FILL,
                    "order "
                            + order.order().id()
                            + ": the venue counts "
                            + order.told()
                            + ", told were "
                            + order.booked());
            return new Taken(reports, "", true);
        }
        return new Taken(reports, overfilled(order, execution) ? "C" : "", false);
    }

    private void effects(TrackedOrder order, Execution execution, List<VenueReport> reports) {
        OrderId id = order.order().id();
        switch (execution.kind()) {
            case TRADE, BUSTED, CORRECTED -> {
                switch (order.fills().take(execution)) {
                    case FillLedger.Effect.Changes(var changes) ->
                            changes.forEach(change -> reports.add(new VenueReport(id, change)));
                    case FillLedger.Effect.Unmatched(var reference) -> {
                        incidents.add(
                                Incident.Kind.UNKNOWN_REFERENCE,
                                "order "
                                        + id
                                        + ": "
                                        + reference
                                        + " is taken back, nobody told it");
                        reports.add(doubt(order, "a trade that nobody told was taken back"));
                    }
                }
            }
            case CANCELED ->
                    reports.add(
                            ended(
                                    order,
                                    execution,
                                    new OrderChange.Canceled(evidence(execution, ""))));
            case EXPIRED ->
                    reports.add(
                            ended(
                                    order,
                                    execution,
                                    new OrderChange.Expired(evidence(execution, ""))));
            case REJECTED -> reports.add(rejected(order, execution));
            case CHANGED ->
                    incidents.add(
                            Incident.Kind.CHANGED_BY_VENUE,
                            "order "
                                    + id
                                    + ": now of "
                                    + execution.totals().ordered()
                                    + ", "
                                    + execution.words());
            case UNKNOWN -> {
                incidents.add(
                        Incident.Kind.UNKNOWN_REPORT, "order " + id + ": " + execution.code());
                reports.add(doubt(order, "a report that nobody can read: " + execution.code()));
            }
            case PENDING_NEW, NEW, DONE_FOR_DAY, LIVES, STATUS -> {}
        }
    }

    /** An order that was taken and is rejected after that has ended; it never was not there. */
    private VenueReport rejected(TrackedOrder order, Execution execution) {
        if (order.isAccepted() || !order.booked().isZero()) {
            return ended(
                    order,
                    execution,
                    new OrderChange.Canceled(evidence(execution, "rejected after it was taken")));
        }
        return new VenueReport(
                order.order().id(),
                Conversion.ofSubmit(
                        outcomes.classify(
                                Operation.SUBMIT, execution.code(), execution.words(), null)));
    }

    private Optional<VenueReport> accepted(TrackedOrder order, Execution execution) {
        boolean proves =
                switch (execution.kind()) {
                    case NEW, TRADE, CORRECTED, DONE_FOR_DAY, CANCELED, EXPIRED, CHANGED, LIVES ->
                            true;
                    case PENDING_NEW, BUSTED, REJECTED, STATUS, UNKNOWN -> false;
                };
        Optional<VenueOrderId> id = venueId(execution);
        if (!proves || id.isEmpty() || id.get().equals(order.venueId())) {
            return Optional.empty();
        }
        book.bind(order, id.get());
        return Optional.of(new VenueReport(order.order().id(), new OrderChange.Accepted(id.get())));
    }

    /** The venue's id of the order, if the report has one that is one. */
    static Optional<VenueOrderId> venueId(Execution execution) {
        String id = execution.ids().venue();
        return id.isBlank() || id.equalsIgnoreCase("NONE") || id.equals("0")
                ? Optional.empty()
                : Optional.of(new VenueOrderId(id));
    }

    private void told(TrackedOrder order, Execution execution) {
        Quantity total = execution.totals().filled();
        if (total != null) {
            boolean mayFall =
                    execution.kind() == Execution.Kind.BUSTED
                            || execution.kind() == Execution.Kind.CORRECTED;
            order.tell(total, mayFall);
        }
    }

    /** The venue cut the order: it calls it filled, and less than we asked for has traded. */
    private static boolean isSmallerAndDone(TrackedOrder order, Execution execution) {
        Quantity total = execution.totals().filled();
        return execution.state() == VenueOrder.State.FILLED
                && execution.kind() != Execution.Kind.BUSTED
                && total != null
                && order.order().request().quantity().isGreaterThan(total);
    }

    private static boolean isOver(Execution execution) {
        return switch (execution.kind()) {
            case CANCELED, EXPIRED, REJECTED -> true;
            case TRADE, CHANGED -> execution.state() != VenueOrder.State.WORKING;
            case PENDING_NEW, NEW, CORRECTED, BUSTED, DONE_FOR_DAY, LIVES, STATUS, UNKNOWN -> false;
        };
    }

    private static boolean overfilled(TrackedOrder order, Execution execution) {
        return execution.kind() == Execution.Kind.TRADE
                && order.booked().isGreaterThan(order.order().request().quantity());
    }

    private static boolean isTradeLike(Execution execution) {
        return switch (execution.kind()) {
            case TRADE, BUSTED, CORRECTED -> true;
            case PENDING_NEW,
                    NEW,
                    DONE_FOR_DAY,
                    CANCELED,
                    EXPIRED,
                    REJECTED,
                    CHANGED,
                    LIVES,
                    STATUS,
                    UNKNOWN ->
                    false;
        };
    }

    private Taken unreadable(Execution execution, Optional<TrackedOrder> order) {
        incidents.add(
                Incident.Kind.UNREADABLE_FILL,
                execution.code() + " of venue order " + execution.ids().venue());
        if (order.isEmpty()) {
            return Taken.NOTHING;
        }
        told(order.get(), execution);
        return new Taken(
                List.of(doubt(order.get(), "a fill that cannot be read: " + execution.code())),
                "",
                true);
    }

    private Taken contradiction(
            Execution execution, Optional<TrackedOrder> order, ReportJournal.Entry other) {
        String words =
                "execution "
                        + execution.ids().execution()
                        + " of venue order "
                        + execution.ids().venue()
                        + " says something else than report "
                        + other.number();
        incidents.add(Incident.Kind.EXECUTION_ID_REUSED, words);
        return new Taken(
                order.map(tracked -> List.of(doubt(tracked, words))).orElse(List.of()), "", false);
    }

    private Taken foreign(Optional<OrderId> owner, Execution execution) {
        boolean ours = owner.isPresent();
        if (ours || dialect.ids().seesWholeAccount()) {
            // An order of a former time, or of somebody else: the history tells it.
            return new Taken(List.of(), "", isTradeLike(execution));
        }
        return unmatched(execution, "D", "belongs to no order of this session");
    }

    private Taken unmatched(Execution execution, String reason, String words) {
        incidents.add(
                Incident.Kind.UNMATCHED_REPORT,
                "venue order " + execution.ids().venue() + " " + words);
        return new Taken(List.of(), isTradeLike(execution) ? reason : "", false);
    }

    private static VenueReport doubt(TrackedOrder order, String detail) {
        return new VenueReport(order.order().id(), new OrderChange.Doubted(detail));
    }

    private static VenueReport ended(TrackedOrder order, Execution execution, OrderChange change) {
        return new VenueReport(order.order().id(), change, execution.totals().filled());
    }

    private static Evidence evidence(Execution execution, String why) {
        return new Evidence(
                "execution report",
                (execution.code() + " " + execution.words() + " " + why).strip());
    }

    /** By which it is the same report when it comes again, on this session or another. */
    private static String name(FixMessage message, Execution execution) {
        String execId = execution.ids().execution();
        if (execId.isEmpty()) {
            return "#" + MessageText.hash(message);
        }
        String date = message.get(60).or(() -> message.get(75)).orElse("");
        return execId
                + "/"
                + (date.length() >= 8 ? date.substring(0, 8) : date)
                + "/"
                + execution.ids().venue();
    }

    /**
     * Of what a report says. Of a trade only what was traded: an execution report and a trade
     * capture report tell the same trade in different words.
     */
    private static String hash(FixMessage message, Execution execution) {
        Fill trade = execution.trade();
        if (trade == null) {
            return MessageText.hash(message);
        }
        FixMessage economics =
                FixMessage.of(execution.kind().name())
                        .with(55, String.valueOf(execution.about().instrument()))
                        .with(54, String.valueOf(execution.about().side()))
                        .with(32, trade.quantity().toString())
                        .with(31, trade.price().toString());
        return MessageText.hash(economics);
    }
}
