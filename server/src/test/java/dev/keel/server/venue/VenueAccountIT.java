package dev.keel.server.venue;

import static dev.keel.server.RunningKeel.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.account.KillLevel;
import dev.keel.core.account.SwitchScope;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.market.Timeframe;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.strategy.BuyAndHold;
import dev.keel.ledger.view.AuditEntry;
import dev.keel.server.Browser;
import dev.keel.server.RunningKeel;
import dev.keel.server.TestDatabases;
import dev.keel.server.platform.FeedSettings;
import dev.keel.server.platform.ListingSettings;
import dev.keel.server.platform.PlatformSettings;
import dev.keel.server.platform.StrategySettings;
import dev.keel.server.platform.VenueAccounts;
import dev.keel.server.platform.VenueSettings;
import dev.keel.server.runtime.AccountHost;
import dev.keel.server.safety.SwitchTarget;
import dev.keel.server.venues.StoredAccount;
import dev.keel.server.venues.StoredAccount.Running;
import dev.keel.server.venues.StoredAccount.Withdrawal;
import dev.keel.server.venues.VenueOffice;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.VenueAccount;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts at a venue, as the platform runs them beside the paper account. */
class VenueAccountIT {
    private static final AccountId ALICE = AccountId.of("alice");

    @TempDir private Path data;

    private final String database = TestDatabases.create();
    private final TestMarket market = new TestMarket();
    private final TestBroker broker = new TestBroker(market, "1000");
    private final TestConnector connector = new TestConnector(market, broker);

    @Test
    void opensItsBooksWithWhatTheVenueHolds() {
        TestBroker _ = broker.holding(TestMarket.BTC, "2");
        add(ALICE, Environment.TEST, ExecutionMode.MANUAL);
        try (RunningKeel keel = start(FeedSettings.None.INSTANCE)) {
            assertThat(keel.platform().venueAccounts().status()).as("from the start").hasSize(1);
            AccountState alice = reconciled(keel).state();

            assertThat(alice.cash().amount()).isEqualByComparingTo("1000");
            assertThat(alice.position(TestMarket.BTC).orElseThrow().quantity().value())
                    .isEqualByComparingTo("2");
            assertThat(alice.unexplained()).isEmpty();
            assertThat(keel.get("/api/health").body().at("/components/accounts/detail").asString())
                    .contains("alice at testex runs");
        }
    }

    @Test
    void tradesTheSignalsOfALiveMarketBesideThePaperAccount() {
        add(ALICE, Environment.LOCAL, ExecutionMode.AI_FULL_AUTO);
        try (RunningKeel keel = start(live())) {
            AccountHost alice = reconciled(keel);
            playing(keel);

            market.close(TestMarket.BTC, TestMarket.bar(lastMinute(), 100));

            await("alice has bought", () -> broker.position(TestMarket.BTC).signum() > 0);
            await(
                    "the ledger knows",
                    () -> held(alice).compareTo(broker.position(TestMarket.BTC)) == 0);
            await(
                    "paper has bought",
                    () -> keel.platform().account().state().position(TestMarket.BTC).isPresent());
            assertThat(alice.state().recentlyClosedOrders())
                    .singleElement()
                    .satisfies(order -> assertThat(order.status()).isEqualTo(OrderStatus.FILLED));
        }
    }

    @Test
    void offersNothingOfThePastToAnAccount() {
        add(ALICE, Environment.LOCAL, ExecutionMode.AI_FULL_AUTO);
        market.past(TestMarket.BTC, TestMarket.bar(lastMinute().minusSeconds(600), 100));
        try (RunningKeel keel = start(live())) {
            AccountHost alice = reconciled(keel);
            playing(keel);
            int asked = market.historyAsked();
            market.gap(TestMarket.BTC);
            await("the gap was looked into", () -> market.historyAsked() > asked);

            assertThat(broker.taken()).isZero();
            assertThat(alice.state().recentlyClosedOrders()).isEmpty();
        }
    }

    @Test
    void aSignalWaitsForAPersonWhereThatIsTheMode() {
        add(ALICE, Environment.LOCAL, ExecutionMode.AI_ASSISTED);
        try (RunningKeel keel = start(live())) {
            AccountHost alice = reconciled(keel);
            playing(keel);

            market.close(TestMarket.BTC, TestMarket.bar(lastMinute(), 100));

            await("the signal is held", () -> alice.state().heldSignals().size() == 1);
            assertThat(broker.taken()).isZero();

            String signal = alice.state().heldSignals().getFirst().signal().id().toString();
            RunningKeel.Answer confirmed =
                    keel.post("/api/v1/signals/confirm", "{\"signal_id\": \"" + signal + "\"}");
            assertThat(confirmed.text("status")).isEqualTo("executed");
            await("the broker has it", () -> broker.taken() == 1);
            assertThat(keel.get("/api/v1/signals?account=alice").body().at("/signals/0/status"))
                    .hasToString("\"executed\"");
        }
    }

    @Test
    void takesOrdersOfPeople() {
        add(ALICE, Environment.LOCAL, ExecutionMode.MANUAL);
        try (RunningKeel keel = start(FeedSettings.None.INSTANCE)) {
            AccountHost alice = reconciled(keel);
            String order = order("0.5", "");

            RunningKeel.Answer placed = keel.post("/api/v1/trading/execute", order);
            assertThat(placed.status()).as(placed.body().toString()).isEqualTo(200);
            assertThat(placed.body().path("success").asBoolean())
                    .as(placed.body().toString())
                    .isTrue();
            await("the broker has it", () -> broker.taken() == 1);
            await("the ledger knows", () -> held(alice).compareTo(new BigDecimal("0.5")) == 0);
            assertThat(keel.post("/api/v1/trading/execute", order).status()).isEqualTo(200);
            assertThat(broker.taken()).as("the same key is one order").isEqualTo(1);

            assertThat(keel.get("/api/v1/trading/positions?account=alice").body().path("count"))
                    .hasToString("1");
            assertThat(keel.get("/api/v1/trading/positions").body().path("count"))
                    .as("of the paper account")
                    .hasToString("0");
            assertThat(
                            keel.get("/api/v1/trading/ledger?account=alice")
                                    .body()
                                    .at("/trades/0/account")
                                    .asString())
                    .isEqualTo("alice");
        }
    }

    @Test
    void cancelsAnOrderThatAPersonPlaced() {
        add(ALICE, Environment.LOCAL, ExecutionMode.MANUAL);
        try (RunningKeel keel = start(FeedSettings.None.INSTANCE)) {
            AccountHost alice = reconciled(keel);
            String id =
                    keel.post(
                                    "/api/v1/trading/execute",
                                    order(
                                            "0.5",
                                            ", \"order_type\": \"LIMIT\", \"entry_price\": 90"))
                            .text("ledger_id");
            await("it works", () -> alice.state().openOrders().size() == 1);

            RunningKeel.Answer cancelled = keel.delete("/api/v1/trading/orders/" + id);

            assertThat(cancelled.status()).as(cancelled.body().toString()).isEqualTo(200);
            assertThat(cancelled.body().path("success").asBoolean()).isTrue();
            assertThat(cancelled.text("account")).isEqualTo("alice");
            await("it has ended", () -> alice.state().openOrders().isEmpty());
            assertThat(keel.delete("/api/v1/trading/orders/" + id).text("status"))
                    .as("once more")
                    .isEqualTo("cancelled");
            assertThat(keel.delete("/api/v1/trading/orders/12345").status()).isEqualTo(404);
            assertThat(keel.delete("/api/v1/trading/orders/x").body().toString())
                    .contains("order", "must be a number");
        }
    }

    @Test
    void isShownInTheBrowser(@TempDir Path profile) {
        Optional<Browser> browser = Browser.find();
        assumeTrue(browser.isPresent(), "Chromium is not installed");
        TestBroker _ = broker.holding(TestMarket.BTC, "0.25");
        add(ALICE, Environment.LOCAL, ExecutionMode.MANUAL);
        try (RunningKeel keel = start(FeedSettings.None.INSTANCE)) {
            AccountHost _ = reconciled(keel);
            RunningKeel.Answer _ =
                    keel.post(
                            "/api/v1/trading/execute",
                            order("0.5", ", \"order_type\": \"LIMIT\", \"entry_price\": 90"));

            String page =
                    browser.orElseThrow()
                            .document(
                                    "http://127.0.0.1:" + keel.port() + "/#account=alice", profile);

            assertThat(page)
                    .contains("<td>testex</td>", "<td>running</td>")
                    .contains("Paper trading, and 1 at venues without real money")
                    .contains("<td class=\"n\">0.25</td>", "<td>working</td>", ">cancel</button>");
        }
    }

    @Test
    void givesUpAtAStopThatTheVenueDoesNotHold() {
        TestBroker _ = broker.withoutStops();
        add(ALICE, Environment.LOCAL, ExecutionMode.MANUAL);
        try (RunningKeel keel = start(FeedSettings.None.INSTANCE)) {
            AccountHost alice = reconciled(keel);
            market.price(TestMarket.BTC, "100");
            RunningKeel.Answer placed =
                    keel.post("/api/v1/trading/execute", order("0.5", ", \"stop_loss\": 90"));
            assertThat(placed.body().path("success").asBoolean())
                    .as(placed.body().toString())
                    .isTrue();
            await("the ledger knows", () -> held(alice).compareTo(new BigDecimal("0.5")) == 0);
            assertThat(broker.taken()).as("the entry alone").isEqualTo(1);

            market.price(TestMarket.BTC, "89");

            await("it is sold", () -> broker.position(TestMarket.BTC).signum() == 0);
            await("the ledger knows", () -> held(alice).signum() == 0);
            assertThat(broker.taken()).isEqualTo(2);
        }
    }

    @Test
    void stopsAnAccountThatLosesTooMuchThoughItPlacesNoOrder() {
        TestBroker _ = broker.holding(TestMarket.BTC, "2");
        add(ALICE, Environment.LOCAL, ExecutionMode.MANUAL);
        try (RunningKeel keel = start(FeedSettings.None.INSTANCE)) {
            AccountHost alice = reconciled(keel);
            market.price(TestMarket.BTC, "100");
            await("equity is marked", () -> alice.state().marks().isPresent());

            market.price(TestMarket.BTC, "50");

            await(
                    "it is stopped",
                    () -> alice.state().thrown(SwitchScope.OfAccount.INSTANCE).isPresent());
            assertThat(broker.taken()).isZero();
        }
    }

    /** A purchase for alice, with a key of its own. */
    private static String order(String quantity, String more) {
        return "{\"account\": \"alice\", \"symbol\": \""
                + TestMarket.BTC.symbol()
                + "\", \"action\": \"BUY\", \"trade_uuid\": \"by-hand\", \"quantity\": "
                + quantity
                + more
                + "}";
    }

    @Test
    void saysWhichAccountsThereAre() {
        add(ALICE, Environment.LOCAL, ExecutionMode.MANUAL);
        try (RunningKeel keel = start(FeedSettings.None.INSTANCE)) {
            AccountHost _ = reconciled(keel);

            RunningKeel.Answer wrong = keel.get("/api/v1/trading/positions?account=bob");
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.body().toString())
                    .contains("must be one of [paper, alice], was 'bob'");
        }
    }

    @Test
    void aStopOfThePlatformReachesTheAccount() {
        add(ALICE, Environment.LOCAL, ExecutionMode.AI_FULL_AUTO);
        try (RunningKeel keel = start(live())) {
            AccountHost alice = reconciled(keel);
            playing(keel);
            var _ =
                    keel.platform()
                            .killSwitches()
                            .throwSwitch(
                                    SwitchTarget.OfPlatform.INSTANCE,
                                    KillLevel.NO_NEW,
                                    "a drill",
                                    "test");

            market.close(TestMarket.BTC, TestMarket.bar(lastMinute(), 100));

            await(
                    "paper has declined",
                    () -> !keel.platform().ledger().latestSignals(ALICE, 1).isEmpty());
            assertThat(broker.taken()).isZero();
            assertThat(alice.state().openOrders()).isEmpty();
        }
    }

    @Test
    void anAccountThatCannotBeConnectedIsShownAndKeepsNobodyFromRunning() {
        add(ALICE, Environment.TEST, ExecutionMode.MANUAL);
        connector.reachable(false);
        try (RunningKeel keel = start(FeedSettings.None.INSTANCE)) {
            await("it was tried", () -> state(keel) == VenueAccounts.State.WAITING);

            RunningKeel.Answer health = keel.get("/api/health");
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.body().at("/components/accounts/detail").asString())
                    .contains("alice at testex does not run", "testex cannot be reached");
            assertThat(health.body().at("/components/runner/status").asString()).isEqualTo("ok");
            connector.reachable(true);
            await("it runs", () -> state(keel) == VenueAccounts.State.RUNNING);
        }
    }

    @Test
    void realMoneyNeedsACertificate() {
        add(ALICE, Environment.LIVE, ExecutionMode.MANUAL);
        try (RunningKeel keel = start(FeedSettings.None.INSTANCE)) {
            await("it was refused", () -> state(keel) == VenueAccounts.State.WAITING);

            assertThat(keel.get("/api/health").body().at("/components/accounts/detail").asString())
                    .contains(
                            "testex version 7 is not certified",
                            "nobody certified it",
                            "--accept-uncertified alice");
            assertThat(market.listeners()).isZero();
            assertThat(accepted(keel)).isEmpty();
        }
    }

    @Test
    void whoAcceptsThatThereIsNoneIsWrittenDown() {
        add(ALICE, Environment.LIVE, ExecutionMode.MANUAL);
        VenueSettings venues =
                new VenueSettings(
                        connector.source(),
                        (_, _, _) -> Optional.of("nobody certified it"),
                        Optional.empty(),
                        Set.of(ALICE));
        try (RunningKeel keel = RunningKeel.start(settings(FeedSettings.None.INSTANCE), venues)) {
            AccountHost _ = reconciled(keel);

            assertThat(accepted(keel))
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.scope()).isEqualTo("account:alice");
                        assertThat(entry.detail())
                                .contains("testex version 7", "nobody certified it");
                    });
        }
    }

    @Test
    void goesOnWhereItEndedAfterARestart() {
        add(ALICE, Environment.LOCAL, ExecutionMode.AI_FULL_AUTO);
        try (RunningKeel keel = start(live())) {
            AccountHost _ = reconciled(keel);
            playing(keel);
            market.close(TestMarket.BTC, TestMarket.bar(lastMinute(), 100));
            await("alice has bought", () -> broker.taken() == 1);
        }
        try (RunningKeel keel = start(live())) {
            AccountHost alice = reconciled(keel);

            await(
                    "the books agree",
                    () -> held(alice).compareTo(broker.position(TestMarket.BTC)) == 0);
            assertThat(alice.state().cash().amount()).isEqualByComparingTo(broker.cash());
            assertThat(alice.state().unexplained()).isEmpty();
            assertThat(broker.taken()).isEqualTo(1);
        }
    }

    @Test
    void stopsAnAccountThatIsDisabledWhileItRuns() {
        add(ALICE, Environment.TEST, ExecutionMode.MANUAL);
        try (RunningKeel keel = start(FeedSettings.None.INSTANCE)) {
            AccountHost _ = reconciled(keel);

            StoredAccount _ =
                    keel.platform()
                            .office()
                            .accounts()
                            .book()
                            .change(ALICE, account -> account.with(Running.DISABLED));

            await("it is gone", () -> keel.platform().venueAccounts().status().isEmpty());
            await("it is let go", () -> market.listeners() == 0);
        }
    }

    @Test
    void signalsOfAPlayedMarketReachNoVenue() {
        add(ALICE, Environment.TEST, ExecutionMode.AI_FULL_AUTO);

        assertThatThrownBy(() -> start(new FeedSettings.Synthetic(1, FeedSettings.SPEED)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("signals of a live market alone");
    }

    private void add(AccountId id, Environment environment, ExecutionMode mode) {
        try (VenueOffice office = new VenueOffice(data, connector.source());
                Credentials credentials =
                        Credentials.none()
                                .with("apiKey", TestConnector.KEY.toCharArray())
                                .with("secret", TestConnector.SECRET.toCharArray())) {
            StoredAccount account =
                    new StoredAccount(
                            new VenueAccount(
                                    id,
                                    connector.info().venue(),
                                    environment,
                                    InstrumentKind.SPOT,
                                    Set.of(TestMarket.BTC),
                                    Map.of()),
                            id.value(),
                            mode,
                            1,
                            Running.ENABLED,
                            Withdrawal.REFUSED,
                            Instant.now());
            assertThat(office.accounts().add(account, credentials).refusal()).isEmpty();
        }
    }

    private RunningKeel start(FeedSettings feed) {
        boolean trades = !(feed instanceof FeedSettings.None);
        return RunningKeel.start(
                settings(feed),
                new VenueSettings(
                        connector.source(),
                        (_, _, _) -> Optional.of("nobody certified it"),
                        trades ? Optional.of(ALICE) : Optional.empty(),
                        Set.of()));
    }

    private static FeedSettings live() {
        return new FeedSettings.Live(
                "testex",
                Environment.LOCAL,
                InstrumentKind.SPOT,
                Set.of(TestMarket.BTC),
                Timeframe.M1,
                100,
                Map.of());
    }

    private PlatformSettings settings(FeedSettings feed) {
        return new PlatformSettings(
                data,
                Optional.of(database),
                PlatformSettings.CAPITAL,
                feed,
                ListingSettings.DEFAULT,
                new StrategySettings(
                        new StrategyChoice(BuyAndHold.DEFINITION, Map.of()), List.of(Timeframe.M1)),
                Duration.ofSeconds(1));
    }

    private static AccountHost reconciled(RunningKeel keel) {
        await(
                "alice is reconciled",
                () ->
                        keel.platform()
                                .venueAccounts()
                                .find(ALICE)
                                .flatMap(AccountHost::lastReconciliation)
                                .filter(result -> result.whole() && result.failure() == null)
                                .isPresent());
        return keel.platform().venueAccounts().find(ALICE).orElseThrow();
    }

    private static BigDecimal held(AccountHost alice) {
        return alice.state()
                .position(TestMarket.BTC)
                .map(position -> position.quantity().value())
                .orElse(BigDecimal.ZERO);
    }

    private static void playing(RunningKeel keel) {
        keel.platform().play();
        await(
                "the market lives",
                () ->
                        keel.platform().orchestrator().status().state()
                                == dev.keel.server.orchestrator.Orchestrator.State.RUNNING);
    }

    private static VenueAccounts.State state(RunningKeel keel) {
        List<VenueAccounts.Status> all = keel.platform().venueAccounts().status();
        return all.isEmpty() ? VenueAccounts.State.CONNECTING : all.getFirst().state();
    }

    private static List<AuditEntry> accepted(RunningKeel keel) {
        return keel.platform().audit().latest(10).stream()
                .filter(entry -> entry.action().equals("uncertified_accepted"))
                .toList();
    }

    /** A bar that closed a moment ago is the latest there is. */
    private static Instant lastMinute() {
        return Instant.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(60);
    }
}
