package dev.keel.venues.fix;

import dev.keel.core.account.AccountState;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueProfile;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.outcome.Conversion;
import dev.keel.core.venue.outcome.Operation;
import dev.keel.core.venue.outcome.OutcomeTable;
import dev.keel.core.venue.outcome.Transport;
import dev.keel.venues.fix.Outbox.Purpose;
import dev.keel.venues.fix.Outbox.Sent;
import dev.keel.venues.fix.dialect.ClientIds;
import dev.keel.venues.fix.dialect.FixDialect;
import dev.keel.venues.fix.order.Execution;
import dev.keel.venues.fix.order.ExecutionReader;
import dev.keel.venues.fix.order.InstrumentTable;
import dev.keel.venues.fix.order.Numbers;
import dev.keel.venues.fix.order.OrderMessages;
import dev.keel.venues.fix.order.OrderMessages.NotSayable;
import dev.keel.venues.fix.recovery.HistoryReader;
import dev.keel.venues.fix.recovery.ReportJournal;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixTransport;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An account at a venue that speaks FIX. For any number of threads.
 *
 * <p>An order leaves once, within its window after its placement, with the time of its placement. A
 * report is kept before it counts as received. What a venue does not say is asked for after every
 * logon and with every statement, in the ways of its dialect.
 */
public final class FixVenue implements Venue, AutoCloseable {
    private static final Duration CLOCKS_APART = Duration.ofSeconds(60);

    private final FixDialect dialect;
    private final Settings settings;
    private final InstantSource clock;
    private final Listener listener;
    private final Incidents incidents;
    private final OutcomeTable outcomes = OutcomeTable.load("fix");
    private final ClientIds ids;
    private final OrderBook book;
    private final ExecutionReader reader;
    private final OrderMessages messages;
    private final Reports reports;
    private final Refusals refusals;
    private final Rounds rounds;
    private final Outbox outbox;
    private final Pace pace;
    private final FixTransport transport;

    /** By this process; what an earlier one sent, the account never submits again. */
    private final Set<OrderId> submitted = new TreeSet<>();

    private boolean clockTold;

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

    /** What it works with. */
    public record Ports(ReportJournal journal, InstantSource clock, Consumer<Incident> incidents) {}

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
        this.settings = settings;
        this.clock = ports.clock();
        this.listener = listener;
        this.incidents = new Incidents(clock, ports.incidents());
        this.ids = new ClientIds(dialect.ids().form(), clock);
        this.book = new OrderBook(account.profile(), ids);
        this.reader = new ExecutionReader(dialect, instruments);
        this.messages =
                new OrderMessages(
                        dialect,
                        instruments,
                        ids,
                        settings.account(),
                        settings.unenforcedReduceOnly());
        this.reports = new Reports(dialect, book, ports.journal(), outcomes, incidents);
        this.refusals = new Refusals(dialect, book, outcomes);
        this.pace = new Pace(dialect.session().limits().messagesPerSecond(), clock);
        takeUp(account, ports.journal());
        this.transport = transports.apply(new Session());
        this.outbox = new Outbox(transport, this::sent);
        this.rounds =
                new Rounds(
                        dialect,
                        messages,
                        book,
                        outbox,
                        ports.journal(),
                        new Statements(
                                dialect,
                                book,
                                new HistoryReader(ports.journal(), reader, outcomes),
                                settings.holdingsFromReports(),
                                settings.opening()),
                        new RoundAnswers(dialect, book, instruments),
                        incidents,
                        listener,
                        clock);
        transport.start();
    }

    private void takeUp(AccountState account, ReportJournal journal) {
        account.recentlyClosedOrders().forEach(order -> takeUp(order, journal));
        account.openOrders().forEach(order -> takeUp(order, journal));
    }

    private void takeUp(Order order, ReportJournal journal) {
        reports.replay(
                book.add(order),
                journal.of(order.id().toString()).stream()
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
        locked(() -> {
            if (!submitted.add(order.id())) {
                throw new IllegalStateException("order " + order.id() + " was submitted before");
            }
            if (!book.knows(order.id())) {
                book.add(order);
            }
            Instant until = order.placement().at().plus(dialect.recovery().window());
            if (clock.instant().isAfter(until)) {
                return notSent(order.id(), "its window ended at " + until);
            }
            if (!pace.takes()) {
                return notSent(order.id(), "more messages in a second than the venue takes");
            }
            try {
                Sent sent =
                        new Sent(Purpose.ORDER, order.id(), ids.of(order.id()), clock.instant());
                outbox.add(messages.order(order), sent, until);
                return List.of();
            } catch (NotSayable e) {
                return notSent(order.id(), String.valueOf(e.getMessage()));
            }
        });
    }

    @Override
    public void cancel(Order order) {
        locked(() -> {
            Instant now = clock.instant();
            Order named = book.of(order.id()).map(TrackedOrder::named).orElse(order);
            String request = ids.request(order.id());
            try {
                outbox.add(
                        messages.cancel(named, request, now),
                        new Sent(Purpose.CANCEL, order.id(), request, now),
                        now.plus(dialect.recovery().window()));
                return List.of();
            } catch (NotSayable e) {
                return cancelNotSent(order.id(), String.valueOf(e.getMessage()));
            }
        });
    }

    @Override
    public void query(OrderId order) {
        locked(() -> {
            rounds.query(order, transport.isLoggedOn());
            return List.of();
        });
    }

    @Override
    public void state(@Nullable String after) {
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

    private List<VenueReport> notSent(OrderId order, String why) {
        return List.of(
                new VenueReport(
                        order,
                        Conversion.ofSubmit(
                                outcomes.classify(
                                        Operation.SUBMIT, Transport.NOT_SENT, why, null))));
    }

    private List<VenueReport> cancelNotSent(OrderId order, String why) {
        return cancelled(order, Transport.NOT_SENT, why);
    }

    private List<VenueReport> cancelled(OrderId order, Transport transportCode, String why) {
        return Conversion.ofCancel(outcomes.classify(Operation.CANCEL, transportCode, why, null))
                .map(change -> List.of(new VenueReport(order, change)))
                .orElse(List.of());
    }

    /** What became of a message that was offered to the session. */
    private void sent(Sent sent, FixTransport.@Nullable Sending sending) {
        locked(() ->
                switch (sending) {
                    case FixTransport.Sending.Handed(long sequence) ->
                            outbox.handed(sent, sequence)
                                    .map(reject -> refused(sent, reject))
                                    .orElse(List.of());
                    case FixTransport.Sending.NotSent(String why) -> failed(sent, why);
                    case null -> lost(sent);
                });
    }

    private List<VenueReport> failed(Sent sent, String why) {
        return switch (sent.purpose()) {
            case ORDER -> notSent(sent.order().orElseThrow(), why);
            case CANCEL -> cancelNotSent(sent.order().orElseThrow(), why);
            case STATUS, MASS_STATUS, TRADES, EXECUTIONS, POSITIONS -> {
                rounds.failed(sent, "not sent: " + why);
                yield List.of();
            }
            case NOTICE -> List.of();
        };
    }

    private List<VenueReport> lost(Sent sent) {
        String why = "the connection was lost";
        return switch (sent.purpose()) {
            case ORDER ->
                    List.of(
                            new VenueReport(
                                    sent.order().orElseThrow(),
                                    Conversion.ofSubmit(
                                            outcomes.classify(
                                                    Operation.SUBMIT,
                                                    Transport.CONNECTION_LOST,
                                                    why,
                                                    null))));
            case CANCEL -> cancelled(sent.order().orElseThrow(), Transport.CONNECTION_LOST, why);
            case STATUS, MASS_STATUS, TRADES, EXECUTIONS, POSITIONS -> {
                rounds.failed(sent, why);
                yield List.of();
            }
            case NOTICE -> List.of();
        };
    }

    private List<VenueReport> refused(Sent sent, FixMessage message) {
        return switch (sent.purpose()) {
            case ORDER -> {
                outbox.answered(sent.order().orElseThrow());
                yield List.of(refusals.ofOrder(sent.order().orElseThrow(), message));
            }
            case CANCEL -> {
                outbox.answered(sent.order().orElseThrow());
                yield refusals.ofCancel(sent.order().orElseThrow(), message).stream().toList();
            }
            case STATUS, MASS_STATUS, TRADES, EXECUTIONS, POSITIONS -> {
                rounds.refused(
                        sent, refusals.code(message, Operation.QUERY), Refusals.words(message));
                yield List.of();
            }
            case NOTICE -> List.of();
        };
    }

    private List<VenueReport> take(FixMessage message) {
        checkClock(message);
        return switch (message.type()) {
            case "8" -> execution(message);
            case "9" -> cancelReject(message);
            case "3", "j" -> reject(message);
            case "AE" -> trade(message);
            case "AP", "AO", "AQ", "F4", "F5" -> {
                rounds.take(message);
                yield List.of();
            }
            case "B" -> {
                incidents.add(
                        Incident.Kind.NEWS,
                        message.get(148).or(() -> message.get(58)).orElse("without words"));
                yield List.of();
            }
            default -> List.of();
        };
    }

    private List<VenueReport> execution(FixMessage message) {
        Execution execution = reader.read(message, clock.instant());
        if (execution.kind() == Execution.Kind.STATUS || rounds.isMassStatus(message)) {
            rounds.status(message, execution, outcomes);
            return List.of();
        }
        book.owner(execution.ids()).ifPresent(outbox::answered);
        return taken(message, execution);
    }

    private List<VenueReport> trade(FixMessage message) {
        Execution execution = reader.read(message, clock.instant());
        List<VenueReport> told = taken(message, execution);
        rounds.take(message);
        return told;
    }

    private List<VenueReport> taken(FixMessage message, Execution execution) {
        Reports.Taken taken = reports.take(message, execution, clock.instant());
        if (!taken.unmatched().isEmpty() && settings.doNotKnow() == DoNotKnow.SEND_DK) {
            outbox.add(
                    messages.doNotKnow(message, taken.unmatched()),
                    new Sent(Purpose.NOTICE, null, "", clock.instant()),
                    clock.instant().plus(dialect.recovery().window()));
        }
        if (taken.missing() && !rounds.isAsking()) {
            listener.onAnswer(new VenueAnswer.Reconnected());
        }
        return taken.reports();
    }

    private List<VenueReport> cancelReject(FixMessage message) {
        Optional<OrderId> order = refusals.cancelled(message);
        if (order.isEmpty()) {
            incidents.add(
                    Incident.Kind.UNMATCHED_REPORT,
                    "a refused cancel of " + message.get(41).orElse("no order"));
            return List.of();
        }
        outbox.answered(order.get());
        return refusals.ofCancelReject(order.get(), message).stream().toList();
    }

    private List<VenueReport> reject(FixMessage message) {
        long sequence = Refusals.sequence(message);
        Optional<Sent> sent =
                message.get(379)
                        .flatMap(outbox::byRequest)
                        .or(() ->
                                sequence > 0
                                        ? outbox.refused(sequence, message)
                                        : Optional.empty());
        return sent.map(each -> refused(each, message)).orElse(List.of());
    }

    private void checkClock(FixMessage message) {
        Optional<Instant> at = message.get(52).flatMap(Numbers::time);
        boolean again = message.get(43).filter("Y"::equals).isPresent();
        if (at.isEmpty() || again) {
            return;
        }
        boolean apart =
                Duration.between(at.get(), clock.instant()).abs().compareTo(CLOCKS_APART) > 0;
        if (apart && !clockTold) {
            incidents.add(
                    Incident.Kind.CLOCK, "sent at " + at.get() + ", here at " + clock.instant());
        }
        clockTold = apart;
    }

    /** What the session tells. */
    private final class Session implements FixTransport.Listener {
        @Override
        public void onLogon() {
            locked(() -> {
                if (dialect.session().reset() == FixDialect.Reset.EACH_LOGON) {
                    outbox.forgetNumbers();
                }
                rounds.loggedOn();
                listener.onAnswer(new VenueAnswer.Reconnected());
                return List.of();
            });
        }

        @Override
        public void onLogout(String why) {
            locked(() -> {
                incidents.add(Incident.Kind.LOGGED_OUT, why);
                rounds.loggedOut();
                return outbox.lost().stream().flatMap(sent -> lost(sent).stream()).toList();
            });
        }

        @Override
        public void onMessage(FixMessage message) {
            locked(() -> take(message));
        }

        @Override
        public void onRefusedByUs(FixMessage message, String why) {
            locked(() -> {
                incidents.add(Incident.Kind.NOT_TAKEN_OVER, "35=" + message.type() + ": " + why);
                listener.onAnswer(new VenueAnswer.Reconnected());
                Execution execution = reader.read(message, clock.instant());
                return book.owner(execution.ids()).stream()
                        .map(order ->
                                new VenueReport(
                                        order,
                                        new OrderChange.Doubted(
                                                "a report of it was not taken over: " + why)))
                        .toList();
            });
        }

        @Override
        public void onResendVetoed(FixMessage message) {
            locked(() -> {
                incidents.add(
                        Incident.Kind.RESEND_VETOED,
                        "35=" + message.type() + " " + message.get(11).orElse(""));
                return message.get(11)
                        .filter(_ -> message.type().equals("D"))
                        .flatMap(book::ours)
                        .map(order ->
                                List.of(
                                        new VenueReport(
                                                order,
                                                new OrderChange.Doubted(
                                                        "the venue asked for it again, and was"
                                                                + " told that there is none"))))
                        .orElse(List.of());
            });
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
