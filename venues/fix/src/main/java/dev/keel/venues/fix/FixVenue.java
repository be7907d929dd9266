package dev.keel.venues.fix;

import dev.keel.core.account.AccountState;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueProfile;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.outcome.OutcomeTable;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.fix.Outbox.Sent;
import dev.keel.venues.fix.dialect.ClientIds;
import dev.keel.venues.fix.dialect.FixDialect;
import dev.keel.venues.fix.order.ExecutionReader;
import dev.keel.venues.fix.order.InstrumentTable;
import dev.keel.venues.fix.order.OrderMessages;
import dev.keel.venues.fix.recovery.HistoryReader;
import dev.keel.venues.fix.recovery.ReportJournal;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixTransport;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An account at a venue that speaks FIX. For any number of threads.
 *
 * <p>An order leaves once, within its window after its placement, with the time of its placement. A
 * report is kept before it counts as received. What a venue does not say is asked for after every
 * logon and with every statement, in the ways of its dialect; or by another way than FIX, where
 * there is one.
 */
public final class FixVenue implements Venue, AutoCloseable {
    private final FixDialect dialect;
    private final Listener listener;
    private final Incidents incidents;
    private final OrderBook book;
    private final Rounds rounds;
    private final Outbox outbox;
    private final Departures departures;
    private final Arrivals arrivals;
    private final FixTransport transport;
    private final @Nullable Elsewhere elsewhere;

    /** What to do with a trade that nobody here knows. */
    public enum DoNotKnow {
        ALARM_ONLY,
        SEND_DK
    }

    /**
     * What the account says beside the dialect.
     *
     * @param account tag 1; empty where the session has but one
     * @param unenforcedReduceOnly whether orders that must only reduce may go without a word for it
     * @param holdingsFromReports whether it declares that it trades through this session alone
     */
    public record Settings(
            String account,
            boolean unenforcedReduceOnly,
            boolean holdingsFromReports,
            Map<InstrumentId, BigDecimal> opening,
            DoNotKnow doNotKnow) {
        /** Nothing special. */
        public static final Settings USUAL =
                new Settings("", false, false, Map.of(), DoNotKnow.ALARM_ONLY);
    }

    /**
     * What it works with.
     *
     * @param otherWay by which the venue is asked instead of over FIX; null where there is none
     */
    public record Ports(
            ReportJournal journal,
            InstantSource clock,
            Consumer<Incident> incidents,
            @Nullable AccountConnection otherWay) {
        /** Whatever is asked is asked over FIX. */
        public Ports(ReportJournal journal, InstantSource clock, Consumer<Incident> incidents) {
            this(journal, clock, incidents, null);
        }
    }

    /**
     * Connects.
     *
     * @param transports makes the session with its listener; it is started here
     */
    public FixVenue(
            FixDialect dialect,
            Settings settings,
            InstrumentTable instruments,
            Ports ports,
            AccountState account,
            Listener listener,
            Function<FixTransport.Listener, FixTransport> transports) {
        this.dialect = dialect;
        this.listener = listener;
        this.incidents = new Incidents(ports.clock(), ports.incidents());
        OutcomeTable outcomes = OutcomeTable.load("fix");
        ClientIds ids = new ClientIds(dialect.ids().form(), ports.clock());
        this.book = new OrderBook(account.profile(), ids);
        ExecutionReader reader = new ExecutionReader(dialect, instruments);
        Surroundings around =
                new Surroundings(
                        dialect,
                        new OrderMessages(
                                dialect,
                                instruments,
                                ids,
                                settings.account(),
                                settings.unenforcedReduceOnly()),
                        book,
                        outcomes,
                        incidents,
                        listener,
                        ports.clock());
        Reports reports = new Reports(dialect, book, ports.journal(), outcomes, incidents);
        account.recentlyClosedOrders().forEach(order -> takeUp(order, ports, reader, reports));
        account.openOrders().forEach(order -> takeUp(order, ports, reader, reports));
        this.transport = transports.apply(new Session());
        this.outbox = new Outbox(transport, this::sent);
        Refusals refusals = new Refusals(dialect, book, outcomes);
        this.rounds =
                new Rounds(
                        around,
                        outbox,
                        ports.journal(),
                        new Statements(
                                dialect,
                                book,
                                new HistoryReader(ports.journal(), reader, outcomes),
                                settings.holdingsFromReports(),
                                settings.opening()),
                        new RoundAnswers(dialect, book, instruments));
        this.departures = new Departures(around, ids, refusals, rounds, outbox);
        this.arrivals =
                new Arrivals(
                        around, settings, reader, reports, refusals, rounds, outbox, departures);
        AccountConnection otherWay = ports.otherWay();
        this.elsewhere = otherWay == null ? null : Elsewhere.connect(otherWay, account, listener);
        transport.start();
    }

    private void takeUp(Order order, Ports ports, ExecutionReader reader, Reports reports) {
        reports.replay(
                book.add(order),
                ports.journal().of(order.id().toString()).stream()
                        .map(entry -> reader.read(entry.message(), entry.receivedAt()))
                        .toList());
    }

    /** The latest incidents, oldest first. */
    public List<Incident> incidents() {
        return incidents.latest();
    }

    public boolean isLoggedOn() {
        return transport.isLoggedOn();
    }

    @Override
    public void submit(Order order) {
        locked(() -> departures.submit(order));
    }

    @Override
    public void cancel(Order order) {
        locked(() -> departures.cancel(order));
    }

    @Override
    public void query(OrderId order) {
        if (elsewhere != null) {
            elsewhere.query(order);
            return;
        }
        locked(() -> {
            rounds.query(order, transport.isLoggedOn());
            return List.of();
        });
    }

    @Override
    public void state(@Nullable String after) {
        if (elsewhere != null) {
            elsewhere.state(after);
            return;
        }
        locked(() -> {
            rounds.state(after, transport.isLoggedOn());
            return List.of();
        });
    }

    @Override
    public VenueProfile profile() {
        return dialect.recovery().profile();
    }

    @Override
    public boolean holdsStops() {
        return dialect.orders().types().containsKey("STOP");
    }

    @Override
    public Optional<Instant> balanceAsOf() {
        if (elsewhere != null) {
            return elsewhere.holdingsAsOf();
        }
        synchronized (book) {
            return rounds.holdingsAsOf();
        }
    }

    @Override
    public void close() {
        transport.close();
    }

    /** Does one thing at a time; what it reports and sends leaves outside of the lock. */
    private void locked(Supplier<List<VenueReport>> work) {
        List<VenueReport> told;
        synchronized (book) {
            told = work.get();
            told.forEach(listener::onReport);
        }
        outbox.flush();
    }

    /** What became of a message that was offered to the session. */
    private void sent(Sent sent, FixTransport.@Nullable Sending sending) {
        locked(() -> departures.told(sent, sending));
    }

    /** What the session tells. */
    private final class Session implements FixTransport.Listener {
        @Override
        public void onLogon() {
            locked(() -> {
                if (dialect.session().reset() == FixDialect.Reset.EACH_LOGON) {
                    outbox.forgetNumbers();
                }
                if (elsewhere == null) {
                    rounds.loggedOn();
                }
                listener.onAnswer(new VenueAnswer.Reconnected());
                return List.of();
            });
        }

        @Override
        public void onLogout(String why) {
            locked(() -> {
                incidents.add(Incident.Kind.LOGGED_OUT, why);
                rounds.loggedOut();
                return departures.lost();
            });
        }

        @Override
        public void onMessage(FixMessage message) {
            locked(() -> arrivals.take(message));
        }

        @Override
        public void onRefusedByUs(FixMessage message, String why) {
            locked(() -> arrivals.refusedByUs(message, why));
        }

        @Override
        public void onResendVetoed(FixMessage message) {
            locked(() -> arrivals.resendVetoed(message));
        }

        @Override
        public void onHalted(String why) {
            incidents.add(Incident.Kind.HALTED, why);
        }

        @Override
        public void onUnreachable(String why) {
            incidents.add(Incident.Kind.UNREACHABLE, why);
        }
    }
}
