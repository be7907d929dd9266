package dev.keel.venues.ccxt.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.venues.ccxt.host.HostReply.Lost;
import dev.keel.venues.ccxt.host.HostReply.Returned;
import dev.keel.venues.ccxt.host.HostReply.Sent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real child, killed and stopped while orders are on their way. */
class DeathOfTheChildIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final HostSettings QUICK =
            new HostSettings(
                    200,
                    8 << 20,
                    1_000,
                    1_000,
                    Duration.ofMillis(500),
                    3,
                    Duration.ofSeconds(60),
                    Duration.ofMillis(20),
                    Duration.ofMillis(200));

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch arrived = new CountDownLatch(50);
    private final CountDownLatch never = new CountDownLatch(1);
    private SupervisedHost host;
    private LocalExchange venue;
    private List<CompletableFuture<HostReply>> inFlight;

    @BeforeEach
    void sendOrders() throws IOException, InterruptedException {
        venue = LocalExchange.start();
        host = SupervisedHost.start(NodeRuntime.find(), QUICK, threads);
        Hosts.openBinance(host, "account", venue.base());
        venue.plan(
                "POST /api/v3/order",
                (_, _) -> {
                    arrived.countDown();
                    never.await();
                });
        inFlight =
                IntStream.range(0, 50)
                        .mapToObj(_ -> host.call(Hosts.order("account", LONG)))
                        .toList();
        arrived.await();
        venue.plan("POST /api/v3/order", 200, Hosts.ACCEPTED);
    }

    @AfterEach
    void close() {
        host.close();
        venue.close();
        threads.shutdownNow();
    }

    @Test
    void everyCallOfAKilledChildIsLostAndANewOneServes() throws InterruptedException {
        ProcessHandle.of(host.pid().orElseThrow()).orElseThrow().destroyForcibly();

        assertLostAndServedAnew();
    }

    /** As one that spins for ever: it answers no ping. */
    @Test
    void aStoppedChildIsKilledAndANewOneServes() throws IOException, InterruptedException {
        long pid = host.pid().orElseThrow();
        new ProcessBuilder("kill", "-STOP", String.valueOf(pid)).start().waitFor();

        assertLostAndServedAnew();
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)).isFalse();
    }

    private void assertLostAndServedAnew() throws InterruptedException {
        assertThat(inFlight)
                .extracting(Hosts::await)
                .allSatisfy(reply ->
                        assertThat(reply)
                                .isInstanceOfSatisfying(
                                        Lost.class,
                                        lost -> assertThat(lost.sent()).isEqualTo(Sent.MAYBE)));
        HostReply after = Hosts.awaitSent(() -> host.call(Hosts.order("account", LONG)));
        assertThat(after).isInstanceOf(Returned.class);
        assertThat(venue.requests("POST /api/v3/order")).hasSize(51);
        assertThat(venue.requests("GET /api/v3/exchangeInfo")).isEmpty();
    }
}
