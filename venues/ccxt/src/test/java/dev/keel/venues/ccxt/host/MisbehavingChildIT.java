package dev.keel.venues.ccxt.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.venues.ccxt.host.HostReply.Lost;
import dev.keel.venues.ccxt.host.HostReply.Returned;
import dev.keel.venues.ccxt.host.HostReply.Sent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The supervision, around a child that does what a broken or hostile library could do. */
class MisbehavingChildIT {
    private static final HostSettings HASTY =
            new HostSettings(
                    100,
                    1 << 20,
                    20,
                    100,
                    Duration.ofMillis(200),
                    3,
                    Duration.ofSeconds(60),
                    Duration.ofMillis(20),
                    Duration.ofMillis(200));

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private SupervisedHost host;

    @BeforeEach
    void start() {
        host = start(NodeRuntime.find());
    }

    private SupervisedHost start(NodeRuntime node) {
        SupervisedHost started =
                SupervisedHost.start(node, HASTY, threads, MisbehavingChildIT::unpack);
        Hosts.value(Hosts.await(started.open(Hosts.binance("account", ""))));
        return started;
    }

    @AfterEach
    void end() {
        host.close();
        threads.shutdownNow();
    }

    static Path unpack() throws IOException {
        Path file = Files.createTempDirectory("keel-misbehaving-").resolve("host.cjs");
        try (InputStream in = MisbehavingChildIT.class.getResourceAsStream("misbehaving.cjs")) {
            Files.copy(in, file);
        }
        return file.toRealPath();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spin", "garble", "flood", "end", "exhaust"})
    void whateverEndsTheChildLosesTheCallAndBringsANewChild(String what)
            throws InterruptedException {
        long before = host.pid().orElseThrow();
        CompletableFuture<HostReply> other = host.call(Hosts.call("account", "silent", "[]"));

        HostReply reply = Hosts.await(host.call(Hosts.call("account", what, "[]")));

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Lost.class, lost -> assertThat(lost.sent()).isEqualTo(Sent.MAYBE));
        assertThat(Hosts.await(other)).isInstanceOf(Lost.class);
        assertThat(awaitReturned("reach")).isInstanceOf(Returned.class);
        assertThat(host.pid().orElseThrow()).isNotEqualTo(before);
    }

    private HostReply awaitReturned(String method) throws InterruptedException {
        return Hosts.awaitSent(() -> host.call(Hosts.call("account", method, "[]")));
    }

    static Stream<NodeRuntime> nodes() {
        return Hosts.nodes().stream();
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void theChildReachesNothingButTheNetwork(NodeRuntime node) {
        try (SupervisedHost confined = start(node)) {
            JsonNode reached =
                    Hosts.value(Hosts.await(confined.call(Hosts.call("account", "reach", "[]"))));

            for (String what :
                    List.of("readFile", "listFolder", "writeFile", "startProcess", "startWorker")) {
                assertThat(reached.path(what).asString()).as(what).isEqualTo("ERR_ACCESS_DENIED");
            }
            assertThat(reached.path("readItself").asString()).isEqualTo("allowed");
            assertThat(reached.path("codeFromString").asString()).isEqualTo("EvalError");
            assertThat(reached.path("nativeCode").asString()).isEqualTo("ERR_DLOPEN_DISABLED");
            assertThat(reached.path("environment")).isEmpty();
        }
    }

    @Test
    void noMoreCallsAreInFlightThanAllowed() {
        List<CompletableFuture<HostReply>> silent =
                IntStream.range(0, HASTY.maxInFlight())
                        .mapToObj(_ -> host.call(Hosts.call("account", "silent", "[]")))
                        .toList();

        HostReply refused = Hosts.await(host.call(Hosts.call("account", "reach", "[]")));

        assertThat(refused)
                .isInstanceOfSatisfying(
                        Lost.class, lost -> assertThat(lost.sent()).isEqualTo(Sent.NO));
        assertThat(silent).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void aSlowListenerIsToldThatEventsWereDropped() throws InterruptedException {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        List<StreamEvent> events = new CopyOnWriteArrayList<>();

        host.watch(
                Hosts.call("account", "watchTrades", "[]"),
                event -> {
                    awaitQuietly(goOn);
                    events.add(event);
                    if (event instanceof StreamEvent.Interrupted) {
                        told.countDown();
                    }
                });
        Hosts.await(host.call(Hosts.call("account", "reach", "[]")));
        goOn.countDown();

        assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(events).hasSizeLessThan(10_000);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aClosedHostLosesWhatIsInFlight() {
        CompletableFuture<HostReply> silent = host.call(Hosts.call("account", "silent", "[]"));

        host.close();

        assertThat(Hosts.await(silent)).isInstanceOf(Lost.class);
        assertThat(Hosts.await(host.call(Hosts.call("account", "reach", "[]"))))
                .isInstanceOf(HostReply.class)
                .isNotInstanceOf(Returned.class);
    }
}
