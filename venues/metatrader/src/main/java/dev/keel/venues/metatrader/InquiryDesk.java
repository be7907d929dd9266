package dev.keel.venues.metatrader;

import dev.keel.core.order.OrderId;
import dev.keel.core.venue.History;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueStatement;
import dev.keel.venues.metatrader.book.Books;
import dev.keel.venues.metatrader.book.OrderViews;
import dev.keel.venues.metatrader.book.State;
import dev.keel.venues.metatrader.mailbox.Row;
import dev.keel.venues.metatrader.terminal.Answer;
import dev.keel.venues.metatrader.terminal.Link;
import dev.keel.venues.metatrader.terminal.TerminalClock;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the terminal what it shows, takes it into the books, and tells what follows. One question
 * answers everything: positions, orders and history of one moment. By the desk's thread.
 */
final class InquiryDesk implements Desk.Watcher {
    private final Desk desk;
    private final Books books;
    private final Records records;
    private final Absences absences;
    private final Venue.Listener listener;
    private State latest;
    private boolean isLooking;
    private boolean looksAgain;
    private @Nullable String seenLink;
    private boolean wasSilent;
    private long seenEvents;
    private volatile @Nullable Instant balanceAsOf;

    InquiryDesk(Desk desk, Books books, Records records, State first, Venue.Listener listener) {
        this.desk = desk;
        this.books = books;
        this.records = records;
        this.latest = first;
        this.listener = listener;
        this.absences = new Absences(desk.settings().apart());
    }

    /** What the terminal showed last: of positions and orders, not of history. */
    State latest() {
        return latest;
    }

    Optional<Instant> balanceAsOf() {
        return Optional.ofNullable(balanceAsOf);
    }

    @Override
    public void onLook(boolean isNews) {
        catchUpOnJournal();
        boolean isSilent = desk.session().link().silence(desk.clock().instant()).isPresent();
        boolean wasTorn = !isSilent && isNews && hasLostItsLink();
        if ((wasSilent && !isSilent) || wasTorn) {
            listener.onAnswer(new VenueAnswer.Reconnected());
        }
        wasSilent = isSilent;
        List<Row> events = desk.mailbox().events();
        events.forEach(desk.session()::took);
        if (!events.isEmpty()) {
            lookSoon();
        }
        if (isNews && !isSilent) {
            takeSnapshot();
        }
    }

    /** The terminal may have lost the broker and found it again between two snapshots. */
    private boolean hasLostItsLink() {
        Row head = desk.session().link().latest();
        String link = head.number("epoch") + "-" + head.number("links");
        boolean isAnother = seenLink != null && !seenLink.equals(link);
        seenLink = link;
        return isAnother;
    }

    private void takeSnapshot() {
        Link link = desk.session().link();
        State shown = State.of(link.snapshot(), link.clock(), Long.MAX_VALUE);
        boolean differs =
                !shown.orders().equals(latest.orders())
                        || !Levels.of(shown.positions()).equals(Levels.of(latest.positions()))
                        || link.latest().number("evt") != seenEvents;
        seenEvents = link.latest().number("evt");
        // An answer may have overtaken the snapshot, and then knows more.
        latest = isOlder(shown.head(), latest.head()) ? latest : shown;
        if (differs) {
            lookSoon();
        }
    }

    private static boolean isOlder(Row one, Row other) {
        return one.number("epoch") == other.number("epoch") && one.number("n") <= other.number("n");
    }

    /** Takes what the Expert Advisor has written into its journal since. */
    void catchUpOnJournal() {
        books.journal().take(desk.mailbox().journal());
    }

    /** Asks what the terminal shows, once more if it is being asked already. */
    void lookSoon() {
        if (isLooking) {
            looksAgain = true;
            return;
        }
        isLooking = true;
        ask(
                "look",
                _ -> {
                    isLooking = false;
                    if (looksAgain) {
                        looksAgain = false;
                        lookSoon();
                    }
                });
    }

    /** Asks what the terminal shows, and goes on once that is known, or why it cannot be. */
    void lookThen(Runnable shown, Consumer<String> not) {
        ask(
                "look",
                asked -> {
                    switch (asked) {
                        case Asked.Shown _ -> shown.run();
                        case Asked.Not(var why) -> not.accept(why);
                    }
                });
    }

    void query(OrderId order) {
        ask(
                "query",
                asked -> {
                    switch (asked) {
                        case Asked.Not(var why) ->
                                listener.onAnswer(new VenueAnswer.Failed(order.toString(), why));
                        case Asked.Shown(var askedAt, var taken) -> tell(order, askedAt, taken);
                    }
                });
    }

    private void tell(OrderId order, Instant askedAt, Books.Taken taken) {
        if (books.journal().isAhead(order.value(), taken.state())) {
            listener.onAnswer(
                    new VenueAnswer.Failed(order.toString(), "a command about it was carried out"));
            return;
        }
        Optional<OrderViews.View> view = books.view(order, taken.state());
        if (view.isPresent()) {
            absences.seen(order);
            listener.onAnswer(new VenueAnswer.Found(records.order(view.get())));
            return;
        }
        Optional<String> doubt =
                taken.missing()
                        .or(() ->
                                desk.session().isUnderWay(order.value())
                                        ? Optional.of("its command is under way")
                                        : Optional.empty())
                        .or(() -> absences.missed(order, askedAt, taken.state().head()));
        listener.onAnswer(
                doubt.<VenueAnswer>map(why -> new VenueAnswer.Failed(order.toString(), why))
                        .orElseGet(() ->
                                new VenueAnswer.NotFound(
                                        order, askedAt, "no position, order or deal shows it")));
    }

    void state(@Nullable String after) {
        ask(
                "statement",
                asked -> {
                    switch (asked) {
                        case Asked.Not(var why) ->
                                listener.onAnswer(
                                        new VenueAnswer.Failed(VenueAnswer.Failed.STATEMENT, why));
                        case Asked.Shown(var askedAt, var taken) ->
                                listener.onAnswer(
                                        new VenueAnswer.Stated(statement(after, askedAt, taken)));
                    }
                });
    }

    private VenueStatement statement(@Nullable String after, Instant askedAt, Books.Taken taken) {
        History history = taken.missing().isPresent() ? null : records.history(after, books);
        balanceAsOf = askedAt;
        return new VenueStatement(
                askedAt,
                after,
                records.openOrders(taken.state(), books),
                history,
                records.holdings(taken.state(), books));
    }

    private void ask(String purpose, Consumer<Asked> then) {
        long from = books.from();
        Row question = Row.of("ask").with("op", "STATE").with("from", from).with("note", purpose);
        desk.session().ask(question, answer -> then.accept(take(answer, from)));
    }

    private Asked take(Answer answer, long from) {
        return switch (answer) {
            case Answer.Failed(var why) -> new Asked.Not(why);
            case Answer.Given given when !given.message().head().flag("connected") ->
                    new Asked.Not("the terminal is not connected to the broker");
            case Answer.Given given -> {
                Row head = given.message().head();
                TerminalClock clock =
                        new TerminalClock(
                                desk.clock().instant(),
                                head.number("serverTime"),
                                head.number("gmt"));
                catchUpOnJournal();
                yield taken(given.askedAt(), State.of(given.message(), clock, from));
            }
        };
    }

    private Asked taken(Instant askedAt, State shown) {
        try {
            Books.Taken taken = books.take(shown);
            latest = shown;
            taken.news().stream()
                    .flatMap(fact -> records.report(fact).stream())
                    .forEach(listener::onReport);
            return new Asked.Shown(askedAt, taken);
        } catch (IOException e) {
            return new Asked.Not("the books cannot be written to");
        }
    }

    @Override
    public void onClose() {
        try {
            books.close();
        } catch (IOException e) {
            // Every fact was on disk when it was told; a file that does not close loses none.
            wasSilent = true;
        }
    }

    /** What came of asking. */
    private sealed interface Asked {
        record Not(String why) implements Asked {}

        record Shown(Instant askedAt, Books.Taken taken) implements Asked {}
    }

    /** What of positions matters; profit changes with every quote. */
    private record Levels(long ticket, String volume, String stop, String target) {
        static List<Levels> of(List<Row> positions) {
            return positions.stream()
                    .map(row ->
                            new Levels(
                                    row.number("ticket"),
                                    row.text("volume"),
                                    row.text("sl"),
                                    row.text("tp")))
                    .toList();
        }
    }
}
