package dev.keel.venues.metatrader;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderType;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.outcome.Conversion;
import dev.keel.core.venue.outcome.Operation;
import dev.keel.core.venue.outcome.Outcome;
import dev.keel.venues.metatrader.book.Books;
import dev.keel.venues.metatrader.mailbox.Row;
import dev.keel.venues.metatrader.terminal.Sent;
import dev.keel.venues.metatrader.terminal.TerminalSession;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sends orders and cancels, each once, and tells what became of them. By the desk's thread. */
final class OrderDesk {
    private final Desk desk;
    private final Books books;
    private final OrderPlanner planner;
    private final Results results;
    private final InquiryDesk inquiries;
    private final Quotes quotes;
    private final Venue.Listener listener;

    /** By market, the number of the latest command that may have changed what is held of it. */
    private final Map<InstrumentId, Long> trading = new TreeMap<>();

    /** Orders that wait until it is known what is held, or behind one that does. */
    private final Deque<Order> waiting = new ArrayDeque<>();

    private boolean isAwaitingHeld;

    OrderDesk(
            Desk desk,
            Books books,
            OrderPlanner planner,
            Results results,
            InquiryDesk inquiries,
            Quotes quotes,
            Venue.Listener listener) {
        this.desk = desk;
        this.books = books;
        this.planner = planner;
        this.results = results;
        this.inquiries = inquiries;
        this.quotes = quotes;
        this.listener = listener;
    }

    /** Takes note of an order that may be at the terminal already. */
    void expect(Order order) {
        books.views().expect(order.id().value(), order.request().quantity().value());
    }

    /**
     * Sends an order, unless there is any trace of it: then it was handed in before, by a process
     * that is gone, and asking tells what became of it.
     */
    void submit(Order order) {
        expect(order);
        if (wasSent(order)) {
            tellSubmit(order, new Outcome.Exists());
            inquiries.lookSoon();
            return;
        }
        waiting.add(order);
        if (!isAwaitingHeld) {
            submitWaiting();
        }
    }

    /** In their order, as long as it is known what is held. */
    private void submitWaiting() {
        while (!waiting.isEmpty()) {
            Order next = waiting.element();
            String obstacle = desk.session().link().obstacle(desk.clock().instant()).orElse(null);
            if (obstacle == null && !isHeldKnown(next)) {
                awaitHeld();
                return;
            }
            waiting.remove();
            if (obstacle == null) {
                submitShown(next);
            } else {
                tellUnsent(next, obstacle);
            }
        }
    }

    private void awaitHeld() {
        isAwaitingHeld = true;
        inquiries.lookThen(
                () -> {
                    isAwaitingHeld = false;
                    submitWaiting();
                },
                why -> {
                    isAwaitingHeld = false;
                    tellUnsent(waiting.remove(), why);
                    submitWaiting();
                });
    }

    private void submitShown(Order order) {
        switch (plan(order)) {
            case Plan.Veto(var why) -> tellUnsent(order, why);
            case Plan.Nothing() -> tellUnsent(order, "nothing to be done");
            case Plan.Send(var command) -> send(order, command);
        }
    }

    /**
     * Whether the terminal has shown what is held since the latest order that trades at once. What
     * an order closes is planned by it: planned too early, it would open the opposite.
     */
    private boolean isHeldKnown(Order order) {
        long last = trading.getOrDefault(order.request().instrument(), 0L);
        return last <= inquiries.latest().head().number("lastSeq")
                || last > desk.session().lastSeq();
    }

    /** A command is in the journal before it leaves the mailbox: looked at in this order. */
    private boolean wasSent(Order order) {
        long coid = order.id().value();
        boolean mayBeWaiting = desk.session().mayBeWaiting(coid);
        inquiries.catchUpOnJournal();
        return mayBeWaiting || books.hasTraceOf(coid, inquiries.latest());
    }

    private Plan plan(Order order) {
        String name = planner.symbols().name(order.request().instrument()).orElse(null);
        Row symbol = name == null ? null : quotes.quoted(name).orElse(null);
        return symbol == null
                ? new Plan.Veto("the terminal does not trade " + order.request().instrument())
                : planner.place(
                        order,
                        inquiries.latest().positions(),
                        books,
                        symbol,
                        desk.session().link().clock());
    }

    private void send(Order order, Row command) {
        String level =
                command.text("op").equals("PROTECT")
                        ? command.text("which") + "-" + order.id()
                        : null;
        Instant notAfter = order.placement().at().plus(desk.settings().window());
        desk.session().send(command, notAfter, sent -> submitted(order, sent, level));
        if (order.request().type() instanceof OrderType.Market) {
            trading.put(order.request().instrument(), desk.session().lastSeq());
        }
    }

    private void submitted(Order order, Sent sent, @Nullable String level) {
        inquiries.catchUpOnJournal();
        tellSubmit(order, results.ofSubmit(sent, level));
        inquiries.lookSoon();
    }

    /** By any thread: an order that was not sent, and never will be. */
    void tellUnsent(Order order, String why) {
        tellSubmit(order, results.notSent(Operation.SUBMIT, why));
    }

    /** By any thread. */
    void tellCancelUnsent(Order order, String why) {
        tellCancel(order, results.notSent(Operation.CANCEL, why));
    }

    private void tellSubmit(Order order, Outcome outcome) {
        listener.onReport(new VenueReport(order.id(), Conversion.ofSubmit(outcome)));
    }

    void cancel(Order order) {
        if (waiting.stream().anyMatch(one -> one.id().equals(order.id()))) {
            inquiries.lookThen(() -> cancel(order), _ -> cancelShown(order));
        } else if (desk.session().isUnderWay(order.id().value())) {
            // It has no ticket yet. The terminal takes commands before questions: then it has.
            inquiries.lookThen(() -> cancelShown(order), _ -> cancelShown(order));
        } else {
            cancelShown(order);
        }
    }

    private void cancelShown(Order order) {
        TerminalSession session = desk.session();
        Instant now = desk.clock().instant();
        String obstacle = session.link().obstacle(now).orElse(null);
        if (obstacle != null) {
            tellCancel(order, results.notSent(Operation.CANCEL, obstacle));
            return;
        }
        Plan plan =
                planner.cancel(
                        order, inquiries.latest().positions(), inquiries.latest().orders(), books);
        switch (plan) {
            case Plan.Veto(var why) -> tellCancel(order, results.notSent(Operation.CANCEL, why));
            // What the books show of it is told when the terminal has been asked.
            case Plan.Nothing() -> inquiries.query(order.id());
            case Plan.Send(var command) ->
                    session.send(
                            command,
                            now.plus(desk.settings().window()),
                            sent -> {
                                inquiries.catchUpOnJournal();
                                tellCancel(order, results.ofCancel(sent));
                                inquiries.lookSoon();
                            });
        }
    }

    private void tellCancel(Order order, Outcome outcome) {
        Conversion.ofCancel(outcome)
                .ifPresent((OrderChange change) ->
                        listener.onReport(new VenueReport(order.id(), change)));
    }
}
