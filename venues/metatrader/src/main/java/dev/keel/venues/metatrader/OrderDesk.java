package dev.keel.venues.metatrader;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
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

    void submit(Order order) {
        expect(order);
        TerminalSession session = desk.session();
        String obstacle = session.link().obstacle(desk.clock().instant()).orElse(null);
        if (obstacle != null) {
            tellSubmit(order, results.notSent(Operation.SUBMIT, obstacle));
            return;
        }
        switch (plan(order)) {
            case Plan.Veto(var why) -> tellSubmit(order, results.notSent(Operation.SUBMIT, why));
            case Plan.Nothing() ->
                    tellSubmit(order, results.notSent(Operation.SUBMIT, "nothing to be done"));
            case Plan.Send(var command) -> send(order, command);
        }
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
    }

    private void submitted(Order order, Sent sent, @Nullable String level) {
        inquiries.catchUpOnJournal();
        tellSubmit(order, results.ofSubmit(sent, level));
        inquiries.lookSoon();
    }

    private void tellSubmit(Order order, Outcome outcome) {
        listener.onReport(new VenueReport(order.id(), Conversion.ofSubmit(outcome)));
    }

    void cancel(Order order) {
        if (desk.session().isUnderWay(order.id().value())) {
            // It has no ticket yet. The terminal takes commands before questions: then it has.
            inquiries.lookThen(() -> cancelShown(order));
            return;
        }
        cancelShown(order);
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
