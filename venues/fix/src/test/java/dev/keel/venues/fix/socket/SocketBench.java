package dev.keel.venues.fix.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.account.AccountSettings;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.account.Situation;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.market.LatestPrices;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueStatement;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.fix.FixConnector;
import dev.keel.venues.fix.Incident;
import dev.keel.venues.fix.OtherWay;
import dev.keel.venues.fix.dialect.Dialects;
import dev.keel.venues.fix.recovery.MemoryReportJournal;
import dev.keel.venues.fix.store.MemorySessionJournal;
import dev.keel.venues.fix.store.MessageStoreProvider;
import dev.keel.venues.fix.store.SessionChange;
import dev.keel.venues.fix.store.SessionJournal;
import dev.keel.venues.fix.transport.FixVersion;
import dev.keel.venues.simulator.BrokerOrder;
import dev.keel.venues.simulator.BrokerSide;
import dev.keel.venues.simulator.fix.Dialect;
import dev.keel.venues.simulator.fix.FixBroker;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** An account, the real session and the simulated broker on this machine. */
final class SocketBench implements Venue.Listener, AutoCloseable {
    static final InstrumentId TEST = InstrumentId.of("TEST");
    private static final Asset USD = Asset.of("USD");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final InstantSource clock = InstantSource.system();
    private final Map<String, SessionJournal> journals = new ConcurrentHashMap<>();
    private final FixBroker broker;
    private final FixConnector connector;
    private final VenueAccount account;
    private final List<Incident> incidents = new ArrayList<>();
    private final List<VenueAnswer> answers = new ArrayList<>();
    private AccountState state;
    private AccountConnection connection;
    private Venue venue;
    private int keys;

    SocketBench(FixVersion version) {
        this.broker = new FixBroker(dialect(version), clock, BigDecimal.ZERO);
        String name =
                switch (version) {
                    case FIX42 -> "fix-generic-42";
                    case FIX44 -> "fix-generic-44";
                    case FIX50SP2 -> "fix-generic-50sp2";
                };
        this.connector =
                new FixConnector(
                        Dialects.of(VenueId.of(name)),
                        new FixConnector.Ports(
                                kept(),
                                MemoryReportJournal.provider(),
                                clock,
                                executor,
                                this::heard,
                                OtherWay.NONE));
        this.account = account(VenueId.of(name), broker.server().port());
        this.state = opened();
        decide(new AccountCommand.MoveFunds(Money.of(USD, "1000000"), "opening"));
        this.connection = connector.open(account, credentials());
        connection
                .instruments()
                .forEach(instrument -> decide(new AccountCommand.ListInstrument(instrument)));
        this.venue = connection.venues().connect(state, this);
        broker.quote(TEST, new BigDecimal("100"), new BigDecimal("100.1"));
    }

    static Dialect dialect(FixVersion version) {
        return switch (version) {
            case FIX42 -> Dialect.FIX_42;
            case FIX44 -> Dialect.FIX_44;
            case FIX50SP2 -> Dialect.FIX_50SP2;
        };
    }

    /** Session state that outlives a connection, as a database's does. */
    private MessageStoreProvider kept() {
        return name -> journals.computeIfAbsent(name, _ -> new MemorySessionJournal());
    }

    /** As if the process had died before the numbers of what came in were stored. */
    void forgetNumbersOfWhatCame() {
        journals.values()
                .forEach(journal -> {
                    var _ = journal.load();
                    journal.commit(List.of(new SessionChange.NextTarget(2)));
                });
    }

    private static VenueAccount account(VenueId venue, int port) {
        return new VenueAccount(
                AccountId.of("fix"),
                venue,
                Environment.LOCAL,
                InstrumentKind.LINEAR,
                Set.of(TEST),
                Map.of(
                        "host", "127.0.0.1",
                        "port", Integer.toString(port),
                        "senderCompId", "KEEL",
                        "targetCompId", "VENUE",
                        "holdings", "from-reports",
                        "instrument.TEST.base", "COIN",
                        "instrument.TEST.quote", "USD",
                        "instrument.TEST.tick", "0.01",
                        "instrument.TEST.lot", "1"));
    }

    private static Credentials credentials() {
        return Credentials.none()
                .with("username", "keel".toCharArray())
                .with("password", "planted-secret".toCharArray());
    }

    private AccountState opened() {
        return Account.open(
                        new AccountCommand.Open(
                                new AccountProfile(AccountId.of("fix"), USD, 7),
                                new AccountSettings(
                                        ExecutionMode.AI_FULL_AUTO,
                                        new Sizing.AllCash(),
                                        RiskPolicy.UNLIMITED,
                                        Duration.ofMinutes(5))),
                        situation())
                .state();
    }

    private Situation situation() {
        LatestPrices prices = new LatestPrices();
        prices.update(TEST, new Quote(Price.of("100"), clock.instant(), Quantity.of("100000")));
        return new Situation(
                clock.instant(), prices, clock.instant(), TradingSwitch.Enabled.INSTANCE);
    }

    private synchronized void decide(AccountCommand command) {
        state = Account.decide(state, command, situation()).state();
    }

    FixBroker broker() {
        return broker;
    }

    AccountConnection connection() {
        return connection;
    }

    Venue venue() {
        return venue;
    }

    /** A limit order to buy 10 that does not fill by itself. */
    Order place() {
        return place("90");
    }

    synchronized Order place(String limit) {
        keys++;
        ClientKey key = new ClientKey("key-" + keys);
        decide(
                new AccountCommand.PlaceOrder(
                        OrderRequest.market(TEST, Side.BUY, Quantity.of("10"))
                                .withType(new OrderType.Limit(Price.of(limit))),
                        key,
                        "test",
                        null));
        return state.order(key).orElseThrow();
    }

    Order working() {
        awaitLogon();
        Order order = place();
        venue.submit(order);
        await(() -> status(order) == OrderStatus.WORKING, "the order works");
        return order;
    }

    void fill(Order order, String quantity) {
        broker.fill(order.id().toString(), new BigDecimal(quantity), new BigDecimal("90"));
    }

    synchronized OrderStatus status(Order order) {
        return state.order(order.id()).orElseThrow().status();
    }

    synchronized String filled(Order order) {
        return state.order(order.id()).orElseThrow().execution().quantity().toString();
    }

    synchronized Order now(Order order) {
        return state.order(order.id()).orElseThrow();
    }

    synchronized List<Incident.Kind> incidents() {
        return incidents.stream().map(Incident::kind).toList();
    }

    private synchronized void heard(Incident incident) {
        incidents.add(incident);
    }

    @Override
    public synchronized void onReport(VenueReport report) {
        decide(new AccountCommand.Take(report));
    }

    @Override
    public synchronized void onAnswer(VenueAnswer answer) {
        answers.add(answer);
        if (answer instanceof VenueAnswer.Found(var order)) {
            decide(new AccountCommand.TakeFound(order));
        }
    }

    /** The answer to a question that is asked until it comes. */
    VenueStatement statement(@Nullable String after) {
        awaitLogon();
        int before = stated().size();
        venue.state(after);
        Instant[] asked = {Instant.now()};
        await(
                () -> {
                    if (Instant.now().isAfter(asked[0].plusSeconds(1))) {
                        // It failed while the session was away: the account asks again too.
                        asked[0] = Instant.now();
                        venue.state(after);
                    }
                    return stated().size() > before;
                },
                "a statement comes");
        return stated().getLast();
    }

    private synchronized List<VenueStatement> stated() {
        return answers.stream()
                .filter(VenueAnswer.Stated.class::isInstance)
                .map(answer -> ((VenueAnswer.Stated) answer).statement())
                .toList();
    }

    synchronized List<VenueAnswer> answers() {
        return List.copyOf(answers);
    }

    void awaitLogon() {
        await(() -> broker.server().isLoggedOn(), "the session logs on");
        await(() -> answers().contains(new VenueAnswer.Reconnected()), "the logon is told");
    }

    /** The session ends and comes back. */
    void reconnect(Runnable cut) {
        int before = broker.server().logons();
        cut.run();
        await(() -> broker.server().logons() > before, "the session comes back");
    }

    /** The process ends; another begins with what is kept. */
    void restart(Runnable meanwhile) {
        connection.close();
        await(() -> !broker.server().isLoggedOn(), "the session ends");
        meanwhile.run();
        decide(new AccountCommand.DoubtUnanswered());
        connection = connector.open(account, credentials());
        venue = connection.venues().connect(state, this);
    }

    /** Another process with the same names. */
    AccountConnection intruder() {
        return new FixConnector(
                        Dialects.of(account.venue()),
                        new FixConnector.Ports(
                                kept(),
                                MemoryReportJournal.provider(),
                                clock,
                                executor,
                                _ -> {},
                                OtherWay.NONE))
                .open(account, credentials());
    }

    void await(BooleanSupplier condition, String what) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("%s; incidents %s", what, incidents).isBefore(end);
            LockSupport.parkNanos(2_000_000);
        }
    }

    /** Every order reached the broker at most once, under an id of its own. */
    void assertNothingTwice(int orders) {
        assertThat(broker.received(BrokerSide.Ask.SUBMIT)).isLessThanOrEqualTo(orders);
        assertThat(broker.orders()).extracting(BrokerOrder::clientId).doesNotHaveDuplicates();
    }

    @Override
    public void close() {
        connection.close();
        broker.close();
        executor.shutdownNow();
    }
}
