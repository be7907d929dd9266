package dev.keel.venues.ccxt.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.venues.ccxt.host.StreamEvent.Data;
import dev.keel.venues.ccxt.host.StreamEvent.Interrupted;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams, over breaks of the connection and of the child. */
class StreamsOfTheChildIT {
    private static final HostSettings QUICK =
            new HostSettings(
                    200,
                    8 << 20,
                    100,
                    1_000,
                    Duration.ofMillis(500),
                    3,
                    Duration.ofSeconds(60),
                    Duration.ofMillis(20),
                    Duration.ofMillis(200));

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Received received = new Received();
    private SupervisedHost host;
    private LocalStream venue;
    private VenueHost.Watch watch;

    @BeforeEach
    void watch() throws IOException, InterruptedException {
        venue = LocalStream.start();
        host = SupervisedHost.start(NodeRuntime.find(), QUICK, threads);
        Hosts.openBinance(host, "account", venue.base());
        watch = host.watch(Hosts.call("account", "watchTrades", "[\"BTC/USDT\"]"), received);
        awaitTrade("1");
    }

    @AfterEach
    void close() throws IOException {
        host.close();
        venue.close();
        threads.shutdownNow();
    }

    /** Pushes until it comes: what is pushed before the stream is open again is nobody's. */
    private void awaitTrade(String id) throws IOException, InterruptedException {
        Thread pusher = Thread.ofVirtual().start(() -> pushUntilInterrupted(id));
        received.await(event ->
                event instanceof Data(var value)
                        && value.path(0).path("id").asString("").equals(id));
        pusher.interrupt();
        pusher.join();
    }

    private void pushUntilInterrupted(String id) {
        try {
            while (true) {
                venue.push(trade(id));
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            pushUntilInterrupted(id);
        }
    }

    private static String trade(String id) {
        return "{\"e\":\"trade\",\"E\":1700000000000,\"s\":\"BTCUSDT\",\"t\":"
                + id
                + ",\"p\":\"65000.10\",\"q\":\"0.10\",\"T\":1700000000000,\"m\":true,\"M\":true}";
    }

    @Test
    void goesToTheRedirectedPlace() {
        assertThat(venue.paths().getFirst()).startsWith("GET /stream.binance.com:9443/");
    }

    @Test
    void keepsTheDigitsOfTheVenue() throws InterruptedException, IOException {
        venue.push(trade("2"));

        Data data =
                (Data)
                        received.await(event ->
                                event instanceof Data(var value)
                                        && value.path(0).path("id").asString("").equals("2"));

        assertThat(data.value().path(0).path("price").asString()).isEqualTo("65000.10");
    }

    /** ccxt keeps 1,000; this is several times as many, never so many at once. */
    @Test
    void tellsEachOfMoreThanTheLibraryKeepsOnceAndInOrder()
            throws InterruptedException, IOException {
        for (int first = 1_000; first < 6_000; first += 500) {
            for (int id = first; id < first + 500; id++) {
                venue.push(trade(Integer.toString(id)));
            }
            // What came while nobody waited is told with what comes next.
            while (!received.tradeIds().contains(first + 499)) {
                venue.push(trade("7"));
                Thread.sleep(5);
            }
        }

        assertThat(received.tradeIds())
                .filteredOn(id -> id >= 1_000)
                .containsExactlyElementsOf(IntStream.range(1_000, 6_000).boxed().toList());
    }

    @Test
    void leavesTheVenuesOwnWordsOutOfMarketData() throws InterruptedException, IOException {
        Received data = new Received();
        Hosts.openMarketData(host, "data", venue.base());
        host.watch(Hosts.call("data", "watchTrades", "[\"BTC/USDT\"]"), data);
        Thread pusher = Thread.ofVirtual().start(() -> pushUntilInterrupted("8"));

        Data bare = (Data) data.await(Data.class::isInstance);
        Data whole =
                (Data)
                        received.await(event ->
                                event instanceof Data(var value)
                                        && value.path(0).path("id").asString("").equals("8"));
        pusher.interrupt();
        pusher.join();

        assertThat(bare.value().path(0).path("price").asDouble(0)).isEqualTo(65_000.1);
        assertThat(bare.value().path(0).has("info")).isFalse();
        assertThat(whole.value().path(0).has("info")).isTrue();
    }

    @Test
    void goesOnAfterTheConnectionBroke() throws InterruptedException, IOException {
        venue.dropConnections();

        received.await(Interrupted.class::isInstance);
        awaitTrade("3");
    }

    @Test
    void goesOnInANewChild() throws InterruptedException, IOException {
        ProcessHandle.of(host.pid().orElseThrow()).orElseThrow().destroyForcibly();

        received.await(Interrupted.class::isInstance);
        awaitTrade("4");
    }

    @Test
    void tellsNothingAfterItsEnd() throws InterruptedException, IOException {
        Received other = new Received();
        watch.close();
        host.watch(Hosts.call("account", "watchTrades", "[\"BTC/USDT\"]"), other);
        Thread pusher = Thread.ofVirtual().start(() -> pushUntilInterrupted("5"));

        other.await(Data.class::isInstance);
        pusher.interrupt();
        pusher.join();
        assertThat(received.tradeIds()).doesNotContain(5);
    }

    @Test
    void whatIsNoStreamIsRefused() throws InterruptedException {
        Received refused = new Received();

        host.watch(Hosts.call("account", "fetchTicker", "[\"BTC/USDT\"]"), refused);

        Interrupted interrupted = (Interrupted) refused.await(Interrupted.class::isInstance);
        assertThat(interrupted.why()).contains("method must be one that watches");
    }

    @Test
    void anExchangeThatIsNotOpenIsRefused() {
        assertThatThrownBy(() -> host.watch(Hosts.call("nobody", "watchTrades", "[]"), received))
                .hasMessage("exchange must be open, was nobody");
    }
}
