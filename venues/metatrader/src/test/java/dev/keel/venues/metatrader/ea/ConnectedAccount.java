package dev.keel.venues.metatrader.ea;

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
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Placement;
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
import dev.keel.venues.metatrader.MetaTraderConnector;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** An account of the connector whose mailbox the running Expert Advisor serves. */
final class ConnectedAccount implements Venue.Listener, AutoCloseable {
    private static final InstrumentId EURUSD = InstrumentId.of("EURUSD");
    private static final long ORDERS_PER_ACCOUNT = 100_000_000_000L;

    private final AccountProfile profile =
            new AccountProfile(new AccountId("advised"), Asset.of("USD"), 7_654_321);
    private final List<VenueReport> reports = new CopyOnWriteArrayList<>();
    private final List<VenueAnswer> answers = new CopyOnWriteArrayList<>();
    private final AccountConnection connection;
    private final Venue venue;
    private long minted;

    ConnectedAccount(Advisor advisor) {
        MetaTraderConnector connector =
                new MetaTraderConnector(
                        MetaTraderConnector.MT5,
                        InstantSource.system(),
                        Thread.ofPlatform().daemon().factory());
        try (Credentials credentials =
                Credentials.none()
                        .with(MetaTraderConnector.PAIRING_KEY, advisor.digits.toCharArray())) {
            this.connection =
                    connector.open(
                            new VenueAccount(
                                    profile.id(),
                                    MetaTraderConnector.MT5,
                                    Environment.LOCAL,
                                    InstrumentKind.LINEAR,
                                    Set.of(EURUSD),
                                    Map.of(
                                            "mailbox",
                                            advisor.mailbox().toString(),
                                            "login",
                                            Long.toString(Advisor.LOGIN),
                                            "server",
                                            Advisor.SERVER,
                                            "windowMillis",
                                            "4000",
                                            "patienceMillis",
                                            "2000",
                                            "apartMillis",
                                            "300")),
                            credentials);
        }
        this.venue = connection.venues().connect(state(), this);
    }

    private AccountState state() {
        AccountSettings settings =
                new AccountSettings(
                        ExecutionMode.MANUAL,
                        new Sizing.PercentOfEquity(new BigDecimal("0.1")),
                        RiskPolicy.UNLIMITED,
                        Duration.ofMinutes(1));
        Situation situation =
                new Situation(
                        Instant.now(), _ -> Optional.empty(), null, TradingSwitch.Enabled.INSTANCE);
        return Account.open(new AccountCommand.Open(profile, settings), situation).state();
    }

    @Override
    public void onReport(VenueReport report) {
        reports.add(report);
    }

    @Override
    public void onAnswer(VenueAnswer answer) {
        answers.add(answer);
    }

    Instrument instrument() {
        assertThat(connection.instruments()).hasSize(1);
        return connection.instruments().getFirst();
    }

    Order submit(OrderRequest request) {
        return submit(request, new Origin.OfClient(new ClientKey("k" + minted), "test"));
    }

    /** The exit of an entry. */
    Order protect(Order entry, OrderRequest request) {
        return submit(request, new Origin.OfProtection(entry.id()));
    }

    private Order submit(OrderRequest request, Origin origin) {
        minted++;
        Order order =
                Order.pending(
                        new OrderId(profile.number() * ORDERS_PER_ACCOUNT + minted),
                        request,
                        new Placement(origin, Instant.now(), Price.of("1.1")),
                        Money.zero(Asset.of("USD")));
        venue.submit(order);
        return order;
    }

    <T extends OrderChange> List<T> changes(Order order, Class<T> kind) {
        return reports.stream()
                .filter(report -> report.order().equals(order.id()))
                .map(VenueReport::change)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    <T extends OrderChange> T await(Order order, Class<T> kind) {
        return Advisor.await(() -> changes(order, kind).stream().findFirst().orElse(null));
    }

    /** Asks for an order once. */
    VenueAnswer query(Order order) {
        answers.clear();
        venue.query(order.id());
        return Advisor.await(() ->
                answers.stream()
                        .filter(answer -> !(answer instanceof VenueAnswer.Reconnected))
                        .findFirst()
                        .orElse(null));
    }

    /** Asks for an order until it is found; until then it must stay in doubt. */
    VenueAnswer.Found found(Order order) {
        return Advisor.await(() -> {
            VenueAnswer answer = query(order);
            assertThat(answer).isNotInstanceOf(VenueAnswer.NotFound.class);
            return answer instanceof VenueAnswer.Found found ? found : null;
        });
    }

    /** All of what the venue states. */
    VenueStatement statement() {
        return Advisor.await(() -> {
            answers.clear();
            venue.state(null);
            VenueAnswer answer =
                    Advisor.await(() ->
                            answers.stream()
                                    .filter(one -> !(one instanceof VenueAnswer.Reconnected))
                                    .findFirst()
                                    .orElse(null));
            return answer instanceof VenueAnswer.Stated(var statement)
                            && statement.history() != null
                            && statement.holdings() != null
                    ? statement
                    : null;
        });
    }

    /** The position that the venue states. */
    BigDecimal held() {
        return Objects.requireNonNull(statement().holdings()).position(EURUSD);
    }

    @Override
    public void close() {
        connection.close();
    }
}
