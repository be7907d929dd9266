package dev.keel.venues.ccxt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.account.AccountSettings;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueReport;
import dev.keel.venues.ccxt.exchange.Exchanges;
import dev.keel.venues.ccxt.host.AtOnce;
import dev.keel.venues.ccxt.host.HostMethods;
import dev.keel.venues.ccxt.host.HostReply;
import dev.keel.venues.ccxt.host.ScriptedHost;
import dev.keel.venues.ccxt.host.StreamEvent;
import dev.keel.venues.ccxt.order.Samples;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.connector.governor.Lane;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CcxtVenueTest {
    private static final String MARKET =
            """
            [{"id":"BTCUSDT","symbol":"BTC/USDT","base":"BTC","quote":"USDT","baseId":"BTC","quoteId":"USDT",
              "spot":true,"active":true,"precision":{"price":"0.1","amount":"0.001"},"limits":{}}]\
            """;

    private final ScriptedHost host = new ScriptedHost();
    private final AtOnce governor = new AtOnce();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final Order order = Samples.order(Samples.limit(InstrumentKind.SPOT, Side.BUY, "100"));

    @BeforeEach
    void markets() {
        host.on(HostMethods.MARKETS, MARKET)
                .on("fetchTime", Long.toString(Samples.PLACED.toEpochMilli()))
                .on("fetchMyTrades", "[]")
                .on("fetchOpenOrders", "[]")
                .on("fetchOrder", shown("open"));
    }

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    private String shown(String status) {
        return """
        {"id":"7","clientOrderId":"%s","symbol":"BTC/USDT","side":"buy","amount":"0.1","filled":"0",
         "status":"%s"}\
        """
                .formatted(order.id(), status);
    }

    private Venue connect() {
        CcxtConnector connector =
                new CcxtConnector(
                        Exchanges.of("binance"),
                        new CcxtPorts(
                                () -> host,
                                governor,
                                InstantSource.fixed(Samples.PLACED),
                                executor));
        VenueAccount account =
                new VenueAccount(
                        AccountId.of("main"),
                        VenueId.of("binance"),
                        Environment.LIVE,
                        InstrumentKind.SPOT,
                        Set.of(InstrumentId.of("BTC/USDT")),
                        Map.of("lookSeconds", "60"));
        Credentials keys =
                Credentials.none()
                        .with("apiKey", "k".toCharArray())
                        .with("secret", "s".toCharArray());
        return connector.open(account, keys).venues().connect(state(), new Ear());
    }

    private static AccountState state() {
        AccountProfile profile = new AccountProfile(AccountId.of("main"), Samples.USDT, 4_711);
        AccountSettings settings =
                new AccountSettings(
                        ExecutionMode.MANUAL,
                        new Sizing.Fixed(Quantity.of("1")),
                        RiskPolicy.UNLIMITED,
                        Duration.ofMinutes(1));
        return Account.replay(List.of(new AccountEvent.Opened(Samples.PLACED, profile, settings)));
    }

    private <T> T next(Class<T> kind) {
        try {
            Object said = heard.poll(20, TimeUnit.SECONDS);
            while (said != null && !kind.isInstance(said)) {
                said = heard.poll(20, TimeUnit.SECONDS);
            }
            assertThat(said).as("waited for %s", kind).isNotNull();
            return kind.cast(said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Test
    void sendsAnOrderOnceAndDoubtsASilence() {
        host.on("createOrder", call -> new HostReply.Lost("gone", HostReply.Sent.MAYBE));

        connect().submit(order);

        assertThat(next(VenueReport.class).change()).isInstanceOf(OrderChange.Doubted.class);
        assertThat(host.arguments("createOrder")).hasSize(1);
        assertThat(host.calls().stream().filter(call -> call.method().equals("createOrder")))
                .allMatch(call -> call.order());
    }

    @Test
    void refusesUnsentWhatTheTableDoesNotList() {
        Order trailing =
                Samples.order(
                        Samples.market(InstrumentKind.SPOT, Side.SELL)
                                .withType(new OrderType.TrailingStop(BigDecimal.ONE)));

        connect().submit(trailing);

        assertThat(next(VenueReport.class).change())
                .isInstanceOfSatisfying(
                        OrderChange.Refused.class,
                        refused ->
                                assertThat(refused.evidence().reference())
                                        .contains("keel:not-sent")
                                        .contains("trailing"));
        assertThat(host.methods()).doesNotContain("createOrder");
    }

    @Test
    void looksAnOrderUpAfterItsCancelWhateverWasAnswered() {
        host.on("cancelOrder", call -> ScriptedHost.threw("OrderNotFound", 400, "{\"code\":-2011}"))
                .on("fetchOrder", shown("canceled"));

        connect().cancel(order);

        assertThat(next(VenueReport.class).change()).isInstanceOf(OrderChange.Doubted.class);
        assertThat(next(VenueAnswer.Found.class).order().state())
                .isEqualTo(VenueOrder.State.CANCELED);
        assertThat(governor.lanes()).contains(Lane.CANCEL);
    }

    @Test
    void answersForAnOrderOfWhichItKnowsNothing() {
        host.on("fetchOrder", call -> ScriptedHost.threw("OrderNotFound", 400, "{\"code\":-2013}"));

        connect().query(order.id());

        assertThat(next(VenueAnswer.NotFound.class).askedAt()).isEqualTo(Samples.PLACED);
    }

    /** What a stream says of a trade went through doubles, and may lack the fee. */
    @Test
    void booksWhatTheListsSayOnceAStreamSaysThatThereIsSomething() {
        host.on("createOrder", shown("open")).on("fetchOpenOrders", "[" + shown("open") + "]");
        Venue venue = connect();
        venue.submit(order);
        next(VenueReport.class);
        String trade =
                """
                [{"id":"1","order":"7","symbol":"BTC/USDT","side":"buy","price":"100","amount":"0.1",
                  "timestamp":%d,"fee":{"cost":"0.01","currency":"USDT"}}]\
                """
                        .formatted(Samples.PLACED.toEpochMilli());

        host.on("fetchMyTrades", trade);
        host.tell("watchMyTrades", "[{\"id\":\"1\",\"order\":\"7\",\"amount\":0.1}]");
        OrderChange told = next(VenueReport.class).change();
        host.tell("watchMyTrades", new StreamEvent.Interrupted("lost"));
        next(VenueAnswer.Reconnected.class);

        assertThat(told)
                .isInstanceOfSatisfying(
                        OrderChange.Filled.class,
                        filled -> assertThat(filled.fill().fee()).hasToString("0.01 USDT"));
        assertThat(heard.stream().filter(VenueReport.class::isInstance)).isEmpty();
    }

    @Test
    void findsTheTradeThatNoStreamTold() {
        host.on("createOrder", shown("open"))
                .on("fetchOpenOrders", "[" + shown("open") + "]")
                .on(
                        "fetchMyTrades",
                        """
                        [{"id":"9","order":"7","symbol":"BTC/USDT","side":"buy","price":"100",
                          "amount":"0.05","timestamp":%d}]\
                        """
                                .formatted(Samples.PLACED.toEpochMilli()));

        connect().submit(order);

        assertThat(next(VenueReport.class).change()).isInstanceOf(OrderChange.Accepted.class);
        assertThat(next(VenueReport.class).change())
                .isInstanceOfSatisfying(
                        OrderChange.Filled.class,
                        filled -> assertThat(filled.fill().tradeId().value()).isEqualTo("9"));
    }

    @Test
    void saysThatAStatementFailedIfNothingOfItCouldBeRead() {
        for (String method :
                List.of(
                        "fetchOpenOrders",
                        "fetchOrders",
                        "fetchMyTrades",
                        "fetchBalance",
                        "fetchDeposits",
                        "fetchWithdrawals")) {
            host.on(method, call -> ScriptedHost.threw("NetworkError", HostReply.Sent.MAYBE));
        }

        connect().state(null);

        assertThat(next(VenueAnswer.Failed.class).query()).isEqualTo(VenueAnswer.Failed.STATEMENT);
    }

    /** Keeps all. */
    private final class Ear implements Venue.Listener {
        @Override
        public void onReport(VenueReport report) {
            heard.add(report);
        }

        @Override
        public void onAnswer(VenueAnswer answer) {
            heard.add(answer);
        }
    }
}
