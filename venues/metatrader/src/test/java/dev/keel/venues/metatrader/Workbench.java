package dev.keel.venues.metatrader;

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
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Placement;
import dev.keel.core.order.Side;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.venue.Holdings;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueStatement;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.Preflight;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.simulator.terminal.TerminalKind;
import dev.keel.venues.simulator.terminal.TerminalSimulator;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A connector, a simulated terminal, and the mailbox between them. */
final class Workbench implements AutoCloseable {
    static final InstrumentId KEEL = InstrumentId.of("KEEL");
    static final String SERVER = "Simulated-Demo";
    static final long LOGIN = 5_551_234;
    private static final String KEY = "0f".repeat(32);
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    final TerminalKind kind;
    final Path mailbox;
    final TerminalSimulator terminal;
    final MovableClock clock = new MovableClock();
    final Ear ear = new Ear();
    final AccountProfile profile =
            new AccountProfile(new AccountId("mt"), Asset.of("USD"), 1_234_567);
    private final MetaTraderConnector connector;
    private AccountConnection connection;
    private @Nullable Venue venue;
    private long minted;

    Workbench(TerminalKind kind, Path mailbox) {
        this.kind = kind;
        this.mailbox = mailbox;
        this.terminal = new TerminalSimulator(setup(LOGIN), HexFormat.of().parseHex(KEY), clock);
        this.connector =
                new MetaTraderConnector(
                        VenueId.of(kind.isPool() ? "mt4" : "mt5"),
                        clock,
                        Thread.ofPlatform().daemon().factory());
        this.connection = open(KEY);
    }

    TerminalSimulator.Setup setup(long login) {
        return new TerminalSimulator.Setup(
                kind, mailbox, login, SERVER, "USD", Duration.ofHours(3));
    }

    AccountConnection open(String key) {
        try (Credentials credentials =
                Credentials.none().with(MetaTraderConnector.PAIRING_KEY, key.toCharArray())) {
            return connector.open(
                    new VenueAccount(
                            profile.id(),
                            connector.info().venue(),
                            Environment.LOCAL,
                            InstrumentKind.LINEAR,
                            Set.of(KEEL, InstrumentId.of("EUR/USD"), InstrumentId.of("USDJPY")),
                            Map.of(
                                    "mailbox",
                                    mailbox.toString(),
                                    "login",
                                    Long.toString(LOGIN),
                                    "server",
                                    SERVER,
                                    "windowMillis",
                                    "6000",
                                    "patienceMillis",
                                    "4000",
                                    "apartMillis",
                                    "300")),
                    credentials);
        }
    }

    AccountConnection connection() {
        return connection;
    }

    Instrument keel() {
        return connection.instruments().stream()
                .filter(one -> one.id().equals(KEEL))
                .findFirst()
                .orElseThrow();
    }

    Venue venue() {
        if (venue == null) {
            venue = connection.venues().connect(account(), ear);
        }
        return venue;
    }

    private AccountState account() {
        AccountSettings settings =
                new AccountSettings(
                        ExecutionMode.MANUAL,
                        new Sizing.PercentOfEquity(new BigDecimal("0.1")),
                        RiskPolicy.UNLIMITED,
                        Duration.ofMinutes(1));
        Situation situation =
                new Situation(
                        clock.instant(),
                        _ -> Optional.empty(),
                        null,
                        TradingSwitch.Enabled.INSTANCE);
        return Account.open(new AccountCommand.Open(profile, settings), situation).state();
    }

    /** Keel dies, and comes back with what is on disk. */
    void restartKeel() {
        connection.close();
        connection = open(KEY);
        venue = null;
    }

    Order order(OrderRequest request) {
        return order(
                request, new Origin.OfClient(new ClientKey("k" + minted), "test"), clock.instant());
    }

    Order order(OrderRequest request, Origin origin, Instant at) {
        minted++;
        OrderId id = new OrderId(profile.number() * 100_000_000_000L + minted);
        return Order.pending(
                id,
                request,
                new Placement(origin, at, Price.of("100")),
                Money.zero(Asset.of("USD")));
    }

    Order submit(OrderRequest request) {
        Order order = order(request);
        venue().submit(order);
        return order;
    }

    /** The exit of an entry. */
    Order protect(Order entry, OrderRequest request) {
        Order order = order(request, new Origin.OfProtection(entry.id()), clock.instant());
        venue().submit(order);
        return order;
    }

    static OrderRequest market(Side side, String quantity) {
        return OrderRequest.market(KEEL, side, Quantity.of(quantity));
    }

    static OrderRequest limit(Side side, String quantity, String price) {
        return market(side, quantity).withType(new OrderType.Limit(Price.of(price)));
    }

    static OrderRequest stop(Side side, String quantity, String price) {
        return market(side, quantity).withType(new OrderType.Stop(Price.of(price)));
    }

    static OrderRequest reducing(OrderRequest request) {
        return request.with(Instruction.REDUCE_ONLY);
    }

    Order filled(OrderRequest request) {
        Order order = submit(request);
        awaitFilled(order, request.quantity().value().toPlainString());
        return order;
    }

    void awaitFilled(Order order, String quantity) {
        await(() ->
                ear.fills(order).stream()
                                .map(fill -> fill.quantity().value())
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                                .compareTo(new BigDecimal(quantity))
                        == 0);
    }

    Order accepted(OrderRequest request) {
        Order order = submit(request);
        awaitChange(order, OrderChange.Accepted.class);
        return order;
    }

    <T extends OrderChange> T awaitChange(Order order, Class<T> change) {
        await(() -> !ear.changes(order, change).isEmpty());
        return ear.changes(order, change).getFirst();
    }

    /** Asks for an order, again until the answer is of this kind. */
    <T extends VenueAnswer> T awaitAnswer(Order order, Class<T> kind, Predicate<T> fits) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (System.nanoTime() < end) {
            ear.forgetAnswers();
            venue().query(order.id());
            await(() ->
                    !ear.answers(VenueAnswer.Found.class).isEmpty()
                            || !ear.answers(VenueAnswer.NotFound.class).isEmpty()
                            || !ear.answers(VenueAnswer.Failed.class).isEmpty());
            Optional<T> fitting = ear.answers(kind).stream().filter(fits).findFirst();
            if (fitting.isPresent()) {
                return fitting.get();
            }
            LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError("no " + kind.getSimpleName() + " came: " + ear);
    }

    VenueStatement statement(@Nullable String after) {
        ear.forgetAnswers();
        venue().state(after);
        await(() ->
                !ear.answers(VenueAnswer.Stated.class).isEmpty()
                        || !ear.answers(VenueAnswer.Failed.class).isEmpty());
        assertThat(ear.answers(VenueAnswer.Failed.class)).isEmpty();
        return ear.answers(VenueAnswer.Stated.class).getFirst().statement();
    }

    Holdings holdings() {
        return Objects.requireNonNull(statement(null).holdings());
    }

    boolean mayTrade() {
        return connection.preflight().findings().stream()
                .filter(finding -> finding.check().equals("trading"))
                .allMatch(finding -> finding.grade() == Preflight.Grade.PASSED);
    }

    /** What had traded when the order was told to have ended. */
    BigDecimal endedWith(Order order) {
        return Objects.requireNonNull(ear.ends(order).getFirst().filled()).value();
    }

    void await(BooleanSupplier condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline; heard %s", ear).isLessThan(end);
            LockSupport.parkNanos(2_000_000);
        }
    }

    BigDecimal position() {
        return terminal.position(KEEL);
    }

    void quote(String bid, String ask) {
        terminal.quote(KEEL, new BigDecimal(bid), new BigDecimal(ask));
    }

    @Override
    public void close() {
        connection.close();
        terminal.close();
    }
}
