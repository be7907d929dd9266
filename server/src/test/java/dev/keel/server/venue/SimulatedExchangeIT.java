package dev.keel.server.venue;

import static dev.keel.server.RunningKeel.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Side;
import dev.keel.server.RunningKeel;
import dev.keel.server.TestDatabases;
import dev.keel.server.cli.Cli;
import dev.keel.server.cli.KeelCommand;
import dev.keel.server.cli.accounts.AccountsCommand;
import dev.keel.server.cli.accounts.CredentialEntry;
import dev.keel.server.platform.FeedSettings;
import dev.keel.server.platform.ListingSettings;
import dev.keel.server.platform.PlatformSettings;
import dev.keel.server.platform.StrategySettings;
import dev.keel.server.platform.VenueSettings;
import dev.keel.server.runtime.AccountHost;
import dev.keel.server.venues.Certificates;
import dev.keel.server.venues.StandardConnectors;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.venues.ccxt.host.NodeRuntime;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.simulator.exchange.SimulatedExchange;
import dev.keel.venues.simulator.exchange.SimulationOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a newcomer, from a key to a trade, with the real connector before a simulator. */
class SimulatedExchangeIT {
    private static final AccountId ALICE = AccountId.of("alice");

    @TempDir private Path data;

    @Test
    void addsABinanceKeyAndTradesWithIt() {
        assumeThat(nodeIsThere()).as("a Node that can run ccxt").isTrue();
        try (SimulatedExchange exchange =
                SimulatedExchange.start("binance", InstrumentKind.SPOT, SimulationOptions.USUAL)) {
            InstrumentId symbol = exchange.markets().getFirst().id();
            exchange.quote(symbol, new BigDecimal("100"), new BigDecimal("100.1"));
            exchange.move("BTC", new BigDecimal("2"));
            add(exchange, symbol);
            try (RunningKeel keel = start()) {
                AccountHost alice = reconciled(keel);

                // The exchange keeps a part of what is bought as its fee.
                place(alice, symbol, Side.BUY, "first");
                await(
                        "the exchange has traded",
                        () -> exchange.position(symbol).compareTo(new BigDecimal("2.4")) > 0);
                assertThat(exchange.position(symbol)).isLessThan(new BigDecimal("2.5"));
                awaitSame(alice, exchange, symbol);

                place(alice, symbol, Side.SELL, "second");
                await(
                        "the exchange has traded again",
                        () -> exchange.position(symbol).compareTo(new BigDecimal("2")) < 0);
                awaitSame(alice, exchange, symbol);
                assertThat(exchange.orders()).hasSize(2);
            }
        }
    }

    @Test
    void rehearsesATestAccount() throws IOException {
        assumeThat(nodeIsThere()).as("a Node that can run ccxt").isTrue();
        try (SimulatedExchange exchange =
                SimulatedExchange.start("binance", InstrumentKind.SPOT, SimulationOptions.USUAL)) {
            InstrumentId symbol = exchange.markets().getFirst().id();
            exchange.quote(symbol, new BigDecimal("100"), new BigDecimal("100.1"));
            add(exchange, symbol);
            Path evidence = data.resolve("evidence.json");

            Cli.Outcome rehearsed =
                    accounts(
                            exchange,
                            "rehearse",
                            "alice",
                            "--symbol",
                            symbol.symbol(),
                            "--out",
                            evidence.toString());

            assertThat(rehearsed.exitCode()).as(rehearsed.out() + rehearsed.err()).isZero();
            assertThat(rehearsed.out()).contains("ok     cancel: expected canceled");
            assertThat(Files.readString(evidence))
                    .contains("\"venue\" : \"binance\"", "market sell of")
                    .doesNotContain(
                            "\"holds\" : false",
                            exchange.keys().apiKey(),
                            exchange.keys().secret());
            assertThat(exchange.orders()).hasSize(3);
        }
    }

    @Test
    void setsLeverageAndMarginWhereItIsAskedTo() {
        assumeThat(nodeIsThere()).as("a Node that can run ccxt").isTrue();
        try (SimulatedExchange exchange =
                SimulatedExchange.start(
                        "binance", InstrumentKind.LINEAR, SimulationOptions.USUAL)) {
            String symbol = exchange.markets().getFirst().id().symbol();
            Cli.Outcome added =
                    accounts(
                            exchange,
                            "add",
                            "bob",
                            "--venue",
                            "binance",
                            "--local",
                            "--kind",
                            "linear",
                            "--symbols",
                            symbol,
                            "--option",
                            "simulator=" + exchange.baseUrl(),
                            "--credentials-stdin");
            assertThat(added.exitCode()).as(added.out() + added.err()).isZero();

            Cli.Outcome set =
                    accounts(exchange, "set", "bob", "--leverage", "3", "--margin", "isolated");

            assertThat(set.exitCode()).as(set.out() + set.err()).isZero();
            assertThat(exchange.wire())
                    .anyMatch(text -> text.contains("leverage=3"))
                    .anyMatch(text -> text.contains("marginType=ISOLATED"));
            assertThat(accounts(exchange, "set", "bob").err()).contains("must be given");
        }
    }

    private static void place(AccountHost account, InstrumentId symbol, Side side, String key) {
        List<AccountEvent> _ =
                account.ask(
                        new AccountCommand.PlaceOrder(
                                OrderRequest.market(symbol, side, Quantity.of("0.5")),
                                new ClientKey(key),
                                "test",
                                null));
    }

    /** Says what keeps the ledger from knowing, if it never does. */
    private static void awaitSame(
            AccountHost alice, SimulatedExchange exchange, InstrumentId symbol) {
        try {
            await(
                    "the ledger knows",
                    () ->
                            alice.state()
                                    .position(symbol)
                                    .filter(held ->
                                            held.quantity()
                                                            .value()
                                                            .compareTo(exchange.position(symbol))
                                                    == 0)
                                    .isPresent());
        } catch (AssertionError e) {
            throw new AssertionError(
                    "suspended by "
                            + alice.suspension()
                            + ", orders "
                            + alice.state().openOrders()
                            + alice.state().recentlyClosedOrders()
                            + ", last statement "
                            + alice.lastReconciliation(),
                    e);
        }
    }

    private void add(SimulatedExchange exchange, InstrumentId symbol) {
        Cli.Outcome added =
                accounts(
                        exchange,
                        "add",
                        "alice",
                        "--venue",
                        "binance",
                        "--local",
                        "--symbols",
                        symbol.symbol(),
                        "--option",
                        "simulator=" + exchange.baseUrl(),
                        "--credentials-stdin");
        assertThat(added.exitCode()).as(added.out() + added.err()).isZero();
        assertThat(added.out() + added.err()).doesNotContain(exchange.keys().secret());
    }

    private Cli.Outcome accounts(SimulatedExchange exchange, String... arguments) {
        String keys = "apiKey=" + exchange.keys().apiKey() + "\nsecret=" + exchange.keys().secret();
        List<String> words = new ArrayList<>(List.of("accounts", "--data-dir", data.toString()));
        words.addAll(List.of(arguments));
        return Cli.execute(
                KeelCommand.commandLine(
                        AccountsCommand.over(
                                new StandardConnectors(Optional.empty()),
                                Clock.systemUTC(),
                                new CredentialEntry(
                                        new ByteArrayInputStream(
                                                keys.getBytes(StandardCharsets.UTF_8)),
                                        null))),
                words.toArray(String[]::new));
    }

    private RunningKeel start() {
        return RunningKeel.start(
                new PlatformSettings(
                        data,
                        Optional.of(TestDatabases.create()),
                        PlatformSettings.CAPITAL,
                        FeedSettings.None.INSTANCE,
                        ListingSettings.DEFAULT,
                        new StrategySettings(
                                new StrategyChoice(
                                        dev.keel.core.strategy.SmaCross.DEFINITION, Map.of()),
                                List.of()),
                        Duration.ofSeconds(1)),
                new VenueSettings(
                        new StandardConnectors(Optional.empty()),
                        Certificates.EARNED,
                        Optional.empty(),
                        Set.of()));
    }

    private static AccountHost reconciled(RunningKeel keel) {
        await(
                "alice is reconciled: " + keel.platform().venueAccounts().status(),
                () ->
                        keel.platform()
                                .venueAccounts()
                                .find(ALICE)
                                .flatMap(AccountHost::lastReconciliation)
                                .filter(result -> result.whole() && result.failure() == null)
                                .isPresent());
        return keel.platform().venueAccounts().find(ALICE).orElseThrow();
    }

    private static boolean nodeIsThere() {
        try {
            return !NodeRuntime.find().explain().isEmpty();
        } catch (ConnectorException e) {
            return false;
        }
    }
}
