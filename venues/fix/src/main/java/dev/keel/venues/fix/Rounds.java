package dev.keel.venues.fix;

import dev.keel.core.order.OrderId;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.outcome.Conversion;
import dev.keel.core.venue.outcome.Operation;
import dev.keel.core.venue.outcome.Outcome;
import dev.keel.core.venue.outcome.OutcomeTable;
import dev.keel.venues.fix.Outbox.Purpose;
import dev.keel.venues.fix.Outbox.Sent;
import dev.keel.venues.fix.dialect.FixDialect;
import dev.keel.venues.fix.dialect.RecoveryStep;
import dev.keel.venues.fix.order.Execution;
import dev.keel.venues.fix.order.OrderMessages;
import dev.keel.venues.fix.order.OrderMessages.NotSayable;
import dev.keel.venues.fix.recovery.Gathering;
import dev.keel.venues.fix.recovery.Gathering.Part;
import dev.keel.venues.fix.recovery.HistoryReader;
import dev.keel.venues.fix.recovery.ReportJournal;
import dev.keel.venues.fix.transport.FixMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the venue: single orders, and rounds of all that its dialect can answer. For one
 * thread at a time.
 */
final class Rounds {
    /** Trades are asked for from a while before the latest that is known. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private static final Duration FIRST_LOOK_BACK = Duration.ofDays(7);

    private final FixDialect dialect;
    private final OrderMessages messages;
    private final OrderBook book;
    private final Outbox outbox;
    private final ReportJournal journal;
    private final Statements statements;
    private final RoundAnswers read;
    private final Incidents incidents;
    private final Venue.Listener listener;
    private final InstantSource clock;

    /** When each question about a single order was asked; without ids the oldest is answered. */
    private final Map<OrderId, Deque<Instant>> asked = new TreeMap<>();

    private @Nullable Gathering round;
    private @Nullable String after;
    private boolean wanted;
    private boolean repeated;
    private long questions;
    private @Nullable Instant holdingsAsOf;

    Rounds(
            Surroundings around,
            Outbox outbox,
            ReportJournal journal,
            Statements statements,
            RoundAnswers read) {
        this.dialect = around.dialect();
        this.messages = around.messages();
        this.book = around.book();
        this.incidents = around.incidents();
        this.listener = around.listener();
        this.clock = around.clock();
        this.outbox = outbox;
        this.journal = journal;
        this.statements = statements;
        this.read = read;
    }

    Optional<Instant> holdingsAsOf() {
        return Optional.ofNullable(holdingsAsOf);
    }

    boolean isAsking() {
        return round != null;
    }

    // What is asked.

    void query(OrderId order, boolean loggedOn) {
        if (!loggedOn || !dialect.recovers(RecoveryStep.STATUS_PER_ORDER)) {
            listener.onAnswer(
                    new VenueAnswer.Failed(
                            order.toString(),
                            loggedOn
                                    ? "the venue has no status of an order: compare by hand"
                                    : "not logged on"));
            return;
        }
        Optional<TrackedOrder> tracked = book.of(order);
        if (tracked.isPresent()) {
            ask(tracked.get(), false);
        } else {
            askUnknown(order);
        }
    }

    private void askUnknown(OrderId order) {
        Instant now = clock.instant();
        String question = question();
        outbox.add(
                messages.status(order, question),
                new Sent(Purpose.STATUS, order, question, now),
                now.plus(patience()));
        asked.computeIfAbsent(order, _ -> new ArrayDeque<>()).addLast(now);
    }

    private void ask(TrackedOrder order, boolean forRound) {
        OrderId id = order.order().id();
        Instant now = clock.instant();
        String question = question();
        try {
            outbox.add(
                    messages.status(order.named(), question),
                    new Sent(Purpose.STATUS, id, question, now),
                    now.plus(patience()));
            if (!forRound) {
                asked.computeIfAbsent(id, _ -> new ArrayDeque<>()).addLast(now);
            }
        } catch (NotSayable e) {
            if (forRound && round != null) {
                round.noAnswer(id);
            } else {
                listener.onAnswer(
                        new VenueAnswer.Failed(id.toString(), String.valueOf(e.getMessage())));
            }
        }
    }

    void state(@Nullable String cursor, boolean loggedOn) {
        if (!loggedOn) {
            fail("not logged on");
            return;
        }
        after = cursor;
        boolean joins = round != null && !wanted;
        wanted = true;
        if (!joins) {
            begin();
        }
    }

    /** A new logon: whatever was asked before it is asked again. */
    void loggedOn() {
        asked.clear();
        repeated = false;
        begin();
    }

    void loggedOut() {
        asked.forEach((order, _) ->
                listener.onAnswer(new VenueAnswer.Failed(order.toString(), "logged out")));
        asked.clear();
        round = null;
        if (wanted) {
            fail("logged out");
        }
    }

    private void begin() {
        Gathering fresh = new Gathering(clock.instant());
        round = fresh;
        if (dialect.recovers(RecoveryStep.MASS_STATUS)) {
            String id = begin(fresh, Part.ORDERS, Purpose.MASS_STATUS);
            outbox.add(messages.massStatus(id), sent(Purpose.MASS_STATUS, id), deadline());
        } else {
            askEach(fresh);
        }
        if (dialect.recovers(RecoveryStep.TRADE_CAPTURE)) {
            String id = begin(fresh, Part.TRADES, Purpose.TRADES);
            outbox.add(messages.trades(id, since()), sent(Purpose.TRADES, id), deadline());
        }
        if (dialect.recovers(RecoveryStep.EXEC_RANGE)) {
            String id = begin(fresh, Part.EXECUTIONS, Purpose.EXECUTIONS);
            outbox.add(
                    messages.executionsAfter(latestExecution()),
                    sent(Purpose.EXECUTIONS, id),
                    deadline());
        }
        if (dialect.recovers(RecoveryStep.POSITIONS)) {
            String id = begin(fresh, Part.POSITIONS, Purpose.POSITIONS);
            outbox.add(
                    messages.positions(id, clock.instant()),
                    sent(Purpose.POSITIONS, id),
                    deadline());
        }
        finishIfOver();
    }

    private String begin(Gathering fresh, Part part, Purpose purpose) {
        String id = question() + purpose.name().charAt(0);
        fresh.begin(part, id);
        return id;
    }

    private void askEach(Gathering gathering) {
        if (!dialect.recovers(RecoveryStep.STATUS_PER_ORDER)) {
            return;
        }
        for (TrackedOrder order : book.open()) {
            boolean shown =
                    gathering.shown().stream()
                            .anyMatch(execution ->
                                    book.owner(execution.ids())
                                            .filter(order.order().id()::equals)
                                            .isPresent());
            if (!shown) {
                gathering.await(order.order().id());
                ask(order, true);
            }
        }
    }

    private Instant since() {
        return journal.latest()
                .map(entry -> entry.receivedAt().minus(OVERLAP))
                .orElseGet(() -> clock.instant().minus(FIRST_LOOK_BACK));
    }

    private String latestExecution() {
        return journal.latest().flatMap(entry -> entry.message().get(17)).orElse("");
    }

    /** Unique for ever: a moment and a number; it begins with a letter that no order's id has. */
    private String question() {
        questions++;
        return "Q" + Long.toString(clock.millis(), 36) + "-" + Long.toString(questions, 36);
    }

    private Sent sent(Purpose purpose, String id) {
        return new Sent(purpose, null, id, clock.instant());
    }

    private Duration patience() {
        return dialect.recovery().profile().answerPatience();
    }

    private Instant deadline() {
        return clock.instant().plus(patience());
    }

    // What is answered.

    boolean isMassStatus(FixMessage message) {
        return round != null && RoundAnswers.isMassStatus(round, message);
    }

    /** An order's state, asked for by itself or with all the others. Never books a fill. */
    void status(FixMessage message, Execution execution, OutcomeTable outcomes) {
        Gathering current = round;
        if (current != null && RoundAnswers.isMassStatus(current, message)) {
            read.massStatus(current, message, execution);
            partOver(current, Part.ORDERS);
            return;
        }
        Optional<OrderId> order = book.owner(execution.ids());
        if (order.isEmpty()) {
            return;
        }
        Outcome outcome =
                outcomes.classify(Operation.QUERY, execution.code(), execution.words(), null);
        boolean known = outcome instanceof Outcome.Exists;
        if (round != null && round.awaits(order.get())) {
            if (known) {
                round.answer(order.get(), execution);
            } else if (outcome instanceof Outcome.Refused) {
                round.answer(order.get(), absent(execution));
            } else {
                round.noAnswer(order.get());
            }
            finishIfOver();
        }
        answer(order.get(), execution, outcome);
    }

    /** The venue shows no such order: nothing of it works, and nothing is added. */
    private static Execution absent(Execution execution) {
        return new Execution(
                execution.kind(),
                execution.ids(),
                execution.about(),
                new Execution.Totals(null, null),
                VenueOrder.State.REJECTED,
                null,
                execution.code(),
                execution.words());
    }

    private void answer(OrderId order, Execution execution, Outcome outcome) {
        Deque<Instant> times = asked.get(order);
        if (times == null || times.isEmpty()) {
            return;
        }
        Instant askedAt = times.removeFirst();
        if (times.isEmpty()) {
            asked.remove(order);
        }
        VenueAnswer answer =
                Conversion.ofQuery(order, askedAt, outcome)
                        .orElseGet(() -> found(order, execution));
        listener.onAnswer(answer);
    }

    private VenueAnswer found(OrderId order, Execution execution) {
        Optional<VenueOrder> shown = HistoryReader.shown(order, read.named(order, execution));
        if (shown.isEmpty() || Reports.venueId(execution).isEmpty()) {
            return new VenueAnswer.Failed(order.toString(), "the status cannot be read");
        }
        return new VenueAnswer.Found(shown.get());
    }

    /** Positions, trades, and the ends of such answers. */
    void take(FixMessage message) {
        Gathering current = round;
        if (current != null) {
            read.take(current, message).ifPresent(part -> partOver(current, part));
        }
    }

    /** A question was refused. */
    void refused(Sent sent, String code, String words) {
        Gathering current = round;
        String none = dialect.recovery().noOrders();
        if (current != null
                && sent.purpose() == Purpose.MASS_STATUS
                && current.asks(Part.ORDERS, sent.request())
                && !none.isEmpty()
                && words.contains(none)) {
            current.close(Part.ORDERS);
            partOver(current, Part.ORDERS);
            return;
        }
        failed(sent, (code + " " + words).strip());
    }

    /** A question did not leave, or was refused, or its answer is lost. */
    void failed(Sent sent, String why) {
        Optional<OrderId> order = sent.order();
        if (order.isPresent()) {
            failedStatus(order.get(), why);
            return;
        }
        Gathering current = round;
        if (current != null) {
            current.part(sent.request())
                    .ifPresent(part -> {
                        current.fail(part, why);
                        partOver(current, part);
                    });
        }
    }

    private void failedStatus(OrderId order, String why) {
        if (round != null && round.awaits(order)) {
            round.noAnswer(order);
            finishIfOver();
        }
        Deque<Instant> times = asked.remove(order);
        if (times != null) {
            listener.onAnswer(new VenueAnswer.Failed(order.toString(), why));
        }
    }

    private void partOver(Gathering current, Part part) {
        if (current.isOpen(part)) {
            return;
        }
        if (part == Part.ORDERS && !repeated && !current.isWhole(part)) {
            // A count that does not fit may be the wire's fault: once more, and then it counts.
            repeated = true;
            begin();
            return;
        }
        if (part == Part.ORDERS) {
            askEach(current);
        }
        finishIfOver();
    }

    private void finishIfOver() {
        Gathering over = round;
        if (over == null || !over.isOver()) {
            return;
        }
        round = null;
        repeated = false;
        Statements.Made made = statements.make(over, after);
        if (made.statement().holdings() != null) {
            holdingsAsOf = over.askedAt();
        }
        if (!made.left().isEmpty()) {
            incidents.add(Incident.Kind.MANUAL_RECONCILIATION, String.join("; ", made.left()));
        }
        if (wanted) {
            wanted = false;
            listener.onAnswer(new VenueAnswer.Stated(made.statement()));
        }
    }

    private void fail(String why) {
        wanted = false;
        listener.onAnswer(new VenueAnswer.Failed(VenueAnswer.Failed.STATEMENT, why));
    }
}
