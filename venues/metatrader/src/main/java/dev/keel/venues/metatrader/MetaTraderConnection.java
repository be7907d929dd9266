package dev.keel.venues.metatrader;

import dev.keel.core.account.AccountState;
import dev.keel.core.execution.VenueConnector;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.money.Asset;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueProfile;
import dev.keel.core.venue.outcome.OutcomeTable;
import dev.keel.core.venue.outcome.VenueProfiles;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.Preflight;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.metatrader.book.Books;
import dev.keel.venues.metatrader.book.Journal;
import dev.keel.venues.metatrader.book.State;
import dev.keel.venues.metatrader.mailbox.Message;
import dev.keel.venues.metatrader.mailbox.Row;
import dev.keel.venues.metatrader.market.SymbolTable;
import dev.keel.venues.metatrader.terminal.Link;
import dev.keel.venues.metatrader.terminal.TerminalClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A mailbox with the right terminal at its other end. */
final class MetaTraderConnection implements AccountConnection {
    private final Desk desk;
    private final VenueAccount account;
    private final SymbolTable symbols;
    private final Row hello;
    private final State first;
    private final Quotes quotes;
    private final TerminalMarketData marketData;
    private final AtomicBoolean isConnected = new AtomicBoolean();

    private MetaTraderConnection(
            Desk desk, VenueAccount account, SymbolTable symbols, Row hello, State first) {
        this.desk = desk;
        this.account = account;
        this.symbols = symbols;
        this.hello = hello;
        this.first = first;
        this.quotes = new Quotes(desk.mailbox(), symbols);
        this.marketData = new TerminalMarketData(desk, symbols, quotes);
    }

    /** Waits until the terminal speaks, and asks it what there is. */
    static MetaTraderConnection open(Desk desk, VenueAccount account) {
        Row hello = Asking.await(desk, greeting(desk));
        Message symbols = Asking.ask(desk, Row.of("ask").with("op", "SYMBOLS").with("names", ""));
        SymbolTable table =
                new SymbolTable(
                        symbols.rows("symbol"), account.instruments(), hello.text("currency"));
        CompletableFuture<TerminalClock> clock = desk.call(() -> desk.session().link().clock());
        long from = Asking.await(desk, clock).serverMillis() - 86_400_000L;
        Message shown = Asking.ask(desk, Row.of("ask").with("op", "STATE").with("from", from));
        if (shown.head().number("serverTime") == 0) {
            throw Asking.failed("the broker's time is not known yet: no quote has come");
        }
        TerminalClock then =
                new TerminalClock(
                        desk.clock().instant(),
                        shown.head().number("serverTime"),
                        shown.head().number("gmt"));
        MetaTraderConnection connection =
                new MetaTraderConnection(desk, account, table, hello, State.of(shown, then, from));
        connection.begin();
        return connection;
    }

    private static CompletableFuture<Row> greeting(Desk desk) {
        CompletableFuture<Row> greeting = new CompletableFuture<>();
        desk.execute(() -> desk.watch(new Greeting(desk, greeting)));
        return greeting;
    }

    private void begin() {
        Asking.await(
                desk,
                desk.call(() -> {
                    desk.watch(quotes);
                    desk.watch(marketData);
                    return true;
                }));
        marketData.wantAll(symbols.instruments());
    }

    @Override
    public List<Instrument> instruments() {
        return symbols.instruments();
    }

    @Override
    public Preflight preflight() {
        return new TerminalPreflight(desk, account, symbols).look();
    }

    @Override
    public VenueConnector venues() {
        return this::connect;
    }

    private Venue connect(AccountState state, Venue.Listener listener) {
        if (isConnected.getAndSet(true)) {
            throw new IllegalStateException("a connection must have one runner, has one already");
        }
        return Asking.await(desk, desk.call(() -> connected(state, listener)));
    }

    private Venue connected(AccountState state, Venue.Listener listener) {
        Mode mode = Mode.of(hello.text("mode"));
        OutcomeTable table = OutcomeTable.load(account.venue().value());
        Journal journal = new Journal(table);
        journal.take(desk.mailbox().journal());
        Books books = books(state, mode, journal);
        Records records = new Records(symbols, Asset.of(hello.text("currency")));
        InquiryDesk inquiries = new InquiryDesk(desk, books, records, first, listener);
        OrderPlanner planner = new OrderPlanner(symbols, mode, desk.settings().deviation());
        OrderDesk orders =
                new OrderDesk(
                        desk,
                        books,
                        planner,
                        new Results(table, journal),
                        inquiries,
                        quotes,
                        listener);
        desk.watch(inquiries);
        inquiries.lookSoon();
        return new MetaTraderVenue(desk, orders, inquiries, profile(), state, listener);
    }

    private Books books(AccountState state, Mode mode, Journal journal) {
        try {
            return Books.open(
                    desk.mailbox().ownFolder(),
                    first,
                    state.profile(),
                    mode == Mode.POOL,
                    journal,
                    symbols::instrument);
        } catch (IOException e) {
            throw new UncheckedIOException("the books cannot be opened", e);
        }
    }

    /** The Expert Advisor refuses a command after its end: that much is certain of its terminal. */
    private VenueProfile profile() {
        VenueProfile cautious = VenueProfiles.of(account.venue().value());
        return desk.settings().isQuick()
                ? new VenueProfile(
                        desk.settings().window(),
                        desk.settings().apart(),
                        desk.settings().patience())
                : cautious;
    }

    @Override
    public MarketData marketData() {
        return marketData;
    }

    @Override
    public void close() {
        desk.close();
    }

    /** Waits for a terminal that can be believed. */
    private record Greeting(Desk desk, CompletableFuture<Row> greeting) implements Desk.Watcher {
        @Override
        public void onLook(boolean isNews) {
            Link link = desk.session().link();
            Instant now = desk.clock().instant();
            if (link.silence(now).isEmpty()) {
                desk.unwatch(this);
                greeting.complete(link.hello().orElseThrow());
            } else if (link.isForeign(now)) {
                desk.unwatch(this);
                greeting.completeExceptionally(
                        new ConnectorException(
                                ConnectorException.Category.UNAUTHORISED,
                                "the Expert Advisor signs with another pairing key than this"
                                        + " account's"));
            }
        }

        @Override
        public void onClose() {
            greeting.completeExceptionally(Asking.failed("the connection was closed"));
        }
    }
}
