package dev.keel.server.venue;

import static dev.keel.server.RunningKeel.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.order.OrderStatus;
import dev.keel.server.RunningKeel;
import dev.keel.server.runtime.AccountHost;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.fix.FixConnector;
import dev.keel.venues.fix.OtherWay;
import dev.keel.venues.fix.dialect.Dialects;
import dev.keel.venues.fix.recovery.MemoryReportJournal;
import dev.keel.venues.fix.store.MemorySessionJournal;
import dev.keel.venues.fix.store.SessionJournal;
import dev.keel.venues.simulator.BrokerOrder;
import dev.keel.venues.simulator.fix.Dialect;
import dev.keel.venues.simulator.fix.FixBroker;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An account at a broker who speaks FIX, as the platform runs it; its prices come from elsewhere.
 */
class FixAccountIT {
    private static final AccountId CAROL = AccountId.of("carol");
    private static final VenueId VENUE = VenueId.of("fix-generic-44");

    @TempDir private Path data;

    private final TestMarket market = new TestMarket();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, SessionJournal> sessions = new ConcurrentHashMap<>();
    private final FixBroker broker =
            FixBroker.spot(Dialect.FIX_44, InstantSource.system(), new BigDecimal("0.001"), "USDT");

    @BeforeEach
    void open() {
        broker.quote(TestMarket.BTC, new BigDecimal("99.9"), new BigDecimal("100"));
        broker.move("USDT", new BigDecimal("1000"));
    }

    @AfterEach
    void close() {
        broker.close();
        executor.shutdownNow();
    }

    @Test
    void tradesByThePricesOfAnotherVenue() {
        OneAccount account = carol(Map.of("prices.venue", "elsewhere"));
        try (RunningKeel keel = account.start()) {
            AccountHost carol = account.reconciled(keel);
            market.price(TestMarket.BTC, "100");
            String path = "/api/settings/accounts/carol/cash";
            assertThat(keel.put(path, "{\"cash\": -1}").body().path("error").asString())
                    .contains("cash", "must be 0 or more");
            assertThat(keel.put(path, "{\"cash\": 1000}").status()).isEqualTo(200);
            assertThat(keel.put(path, "{\"cash\": 1000}").body().path("cash").asInt(0))
                    .as("the same once more")
                    .isEqualTo(1_000);

            RunningKeel.Answer placed =
                    keel.post("/api/v1/trading/execute", account.purchase("0.5", ""));

            assertThat(placed.body().path("success").asBoolean())
                    .as(placed.body().toString())
                    .isTrue();
            await(
                    "it is filled",
                    () ->
                            carol.state().recentlyClosedOrders().stream()
                                    .anyMatch(order -> order.status() == OrderStatus.FILLED));
            assertThat(broker.orders())
                    .extracting(BrokerOrder::state)
                    .containsExactly(BrokerOrder.State.FILLED);
            assertThat(broker.position(TestMarket.BTC)).isEqualByComparingTo("0.5");
        }
    }

    @Test
    void runsWithoutPricesAndRefusesWhatOpens() {
        OneAccount account = carol(Map.of());
        try (RunningKeel keel = account.start()) {
            AccountHost _ = account.reconciled(keel);

            RunningKeel.Answer placed =
                    keel.post("/api/v1/trading/execute", account.purchase("0.5", ""));

            assertThat(placed.body().path("success").asBoolean()).isFalse();
            assertThat(placed.body().toString()).contains("NO_PRICE");
            assertThat(broker.orders()).isEmpty();
        }
    }

    private OneAccount carol(Map<String, String> more) {
        OneAccount carol = new OneAccount(data, connector(), place(more));
        carol.add(Map.of("username", "carol", "password", "local-only"));
        return carol;
    }

    private VenueAccount place(Map<String, String> more) {
        Map<String, String> options = new TreeMap<>(more);
        String rules = "instrument." + TestMarket.BTC + ".";
        options.put(rules + "base", "BTC");
        options.put(rules + "quote", "USDT");
        options.put(rules + "tick", "0.01");
        options.put(rules + "lot", "0.001");
        options.put("host", "127.0.0.1");
        options.put("port", Integer.toString(broker.server().port()));
        options.put("senderCompId", "KEEL");
        options.put("targetCompId", "VENUE");
        options.put("holdings", "from-reports");
        return new VenueAccount(
                CAROL,
                VENUE,
                Environment.LOCAL,
                InstrumentKind.SPOT,
                Set.of(TestMarket.BTC),
                options);
    }

    private FixConnector connector() {
        return new FixConnector(
                Dialects.of(VENUE),
                new FixConnector.Ports(
                        name -> sessions.computeIfAbsent(name, _ -> new MemorySessionJournal()),
                        MemoryReportJournal.provider(),
                        InstantSource.system(),
                        executor,
                        _ -> {},
                        OtherWay.NONE,
                        _ -> market));
    }
}
