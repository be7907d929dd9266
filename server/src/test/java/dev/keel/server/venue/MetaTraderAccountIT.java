package dev.keel.server.venue;

import static dev.keel.server.RunningKeel.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.order.Order;
import dev.keel.server.RunningKeel;
import dev.keel.server.runtime.AccountHost;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.metatrader.MetaTraderConnector;
import dev.keel.venues.metatrader.install.TerminalInstaller;
import dev.keel.venues.simulator.terminal.TerminalKind;
import dev.keel.venues.simulator.terminal.TerminalSimulator;
import java.math.BigDecimal;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An account behind a MetaTrader terminal, as the platform runs it. */
class MetaTraderAccountIT {
    private static final AccountId DAVE = AccountId.of("dave");
    private static final InstrumentId MARKET = InstrumentId.of("KEEL");
    private static final long LOGIN = 5_551_235;
    private static final String SERVER = "Simulated-Demo";

    @TempDir private Path data;
    @TempDir private Path mailbox;

    @ParameterizedTest
    @EnumSource
    void buysWithAStop(TerminalKind kind) {
        char[] key = TerminalInstaller.newPairingKey(new SecureRandom());
        try (TerminalSimulator terminal =
                new TerminalSimulator(
                        new TerminalSimulator.Setup(
                                kind, mailbox, LOGIN, SERVER, "USD", Duration.ZERO),
                        HexFormat.of().parseHex(CharBuffer.wrap(key)),
                        InstantSource.system())) {
            terminal.quote(MARKET, new BigDecimal("100"), new BigDecimal("100.1"));
            OneAccount account = new OneAccount(data, connector(kind), place(kind));
            account.add(Map.of(MetaTraderConnector.PAIRING_KEY, new String(key)));
            try (RunningKeel keel = account.start()) {
                AccountHost dave = account.reconciled(keel);
                await("it has a price", () -> dave.market().latest(MARKET).isPresent());

                RunningKeel.Answer placed =
                        keel.post(
                                "/api/v1/trading/execute",
                                account.purchase("1", ", \"stop_loss\": 90"));

                assertThat(placed.body().path("success").asBoolean())
                        .as(placed.body().toString())
                        .isTrue();
                await("it is held", () -> terminal.position(MARKET).compareTo(BigDecimal.ONE) == 0);
                await(
                        "the ledger knows, and the stop works",
                        () ->
                                dave.state().position(MARKET).isPresent()
                                        && dave.state().openOrders().stream()
                                                .map(Order::request)
                                                .anyMatch(order -> order.isReduceOnly()));
            }
        }
    }

    private static MetaTraderConnector connector(TerminalKind kind) {
        return new MetaTraderConnector(
                venue(kind),
                InstantSource.system(),
                Thread.ofPlatform().daemon().name("mailbox-", 0).factory());
    }

    private static VenueId venue(TerminalKind kind) {
        return VenueId.of(kind.isPool() ? "mt4" : "mt5");
    }

    private VenueAccount place(TerminalKind kind) {
        return new VenueAccount(
                DAVE,
                venue(kind),
                Environment.LOCAL,
                InstrumentKind.LINEAR,
                Set.of(MARKET),
                Map.of(
                        "mailbox",
                        mailbox.toString(),
                        "login",
                        Long.toString(LOGIN),
                        "server",
                        SERVER));
    }
}
