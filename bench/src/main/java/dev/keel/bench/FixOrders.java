package dev.keel.bench;

import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.fix.quickfix.QuickFixTransport;
import dev.keel.venues.fix.store.MessageStoreProvider;
import dev.keel.venues.fix.transport.CompIds;
import dev.keel.venues.fix.transport.Endpoint;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixTransport;
import dev.keel.venues.fix.transport.FixVersion;
import dev.keel.venues.fix.transport.LogonAuthenticator;
import dev.keel.venues.fix.transport.Sequencing;
import dev.keel.venues.fix.transport.SessionProfile;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** A FIX session with a counterparty of its own, over which orders are sent and filled. */
final class FixOrders implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final FillingCounterparty counterparty = new FillingCounterparty();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch loggedOn = new CountDownLatch(1);
    private final Semaphore places = new Semaphore(0);
    private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
    private final FixTransport transport;
    private Histogram sendToFill = new Histogram(3);
    private long lastId;

    /** What a round took. */
    record Round(double ordersPerSecond, Histogram sendToFill) {}

    FixOrders(MessageStoreProvider stores, Sequencing sequencing) {
        SessionProfile profile =
                SessionProfile.of(
                        "bench " + counterparty.port(),
                        FixVersion.FIX44,
                        Environment.LOCAL,
                        CompIds.of(FillingCounterparty.CLIENT, FillingCounterparty.NAME),
                        Endpoint.plain("127.0.0.1", counterparty.port()),
                        sequencing);
        transport =
                QuickFixTransport.open(
                        profile,
                        LogonAuthenticator.NONE,
                        Credentials.none(),
                        stores,
                        new Fills(),
                        InstantSource.system(),
                        executor);
        transport.start();
        await(loggedOn);
    }

    /** Sends orders, so many of them unfilled at a time, and waits for the last fill. */
    Round run(int orders, int window) {
        sendToFill = new Histogram(3);
        places.release(window);
        long start = System.nanoTime();
        for (int i = 0; i < orders; i++) {
            take(1);
            lastId++;
            String id = Long.toString(lastId);
            sentAt.put(id, System.nanoTime());
            transport.offer(order(id), Instant.MAX);
        }
        take(window);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (sendToFill.getTotalCount() != orders) {
            throw new IllegalStateException(
                    "fills must be " + orders + ", were " + sendToFill.getTotalCount());
        }
        return new Round(orders / seconds, sendToFill);
    }

    @Override
    public void close() {
        transport.close();
        counterparty.close();
        executor.close();
    }

    private static FixMessage order(String id) {
        return FixMessage.of("D")
                .with(11, id)
                .with(55, "TEST")
                .with(54, "1")
                .with(60, "20260102-10:00:00.000")
                .with(38, "1")
                .with(40, "2")
                .with(44, "100.5")
                .with(59, "0");
    }

    private void take(int permits) {
        try {
            if (!places.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("an order was not filled");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the session did not log on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private final class Fills implements FixTransport.Listener {
        @Override
        public void onLogon() {
            loggedOn.countDown();
        }

        @Override
        public void onLogout(String why) {
            places.drainPermits();
        }

        @Override
        public void onMessage(FixMessage message) {
            if (message.get(39).orElse("").equals("2")) {
                Long sent = sentAt.remove(message.get(11).orElseThrow());
                if (sent == null) {
                    throw new IllegalStateException("a fill of an order that was not sent");
                }
                sendToFill.recordValue(System.nanoTime() - sent);
                places.release();
            }
        }

        @Override
        public void onRefusedByUs(FixMessage message, String why) {
            throw new IllegalStateException("a report was refused: " + why);
        }

        @Override
        public void onResendVetoed(FixMessage message) {
            throw new IllegalStateException("an order was asked for again");
        }
    }
}
