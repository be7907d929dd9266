package dev.keel.venues.fix.quickfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.venues.fix.store.MemorySessionJournal;
import dev.keel.venues.fix.store.SessionChange;
import dev.keel.venues.fix.store.SessionJournal;
import dev.keel.venues.fix.store.SessionState;
import dev.keel.venues.fix.store.StoreException;
import dev.keel.venues.fix.store.StoredMessage;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixTransport.Sending;
import dev.keel.venues.fix.transport.FixVersion;
import dev.keel.venues.fix.transport.Sequencing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What cannot be stored does not leave. */
@Execution(ExecutionMode.CONCURRENT)
class StoreFailureIT {
    /** A store that takes as long as it is told to, and fails when told to. */
    private static final class Disk implements SessionJournal {
        private final MemorySessionJournal memory = new MemorySessionJournal();
        private final AtomicInteger commits = new AtomicInteger();
        private volatile CountDownLatch stuck = new CountDownLatch(0);
        private volatile boolean broken;
        private volatile boolean away;

        @Override
        public boolean isDurable() {
            return true;
        }

        @Override
        public SessionState load() {
            if (away) {
                throw new StoreException("away");
            }
            broken = false;
            return memory.load();
        }

        @Override
        public void commit(List<SessionChange> changes) {
            commits.incrementAndGet();
            try {
                stuck.await();
            } catch (InterruptedException e) {
                throw new StoreException("interrupted", e);
            }
            if (broken) {
                throw new StoreException("disk full");
            }
            memory.commit(changes);
        }

        @Override
        public List<StoredMessage> read(int from, int to, int limit) {
            return memory.read(from, to, limit);
        }

        @Override
        public void close() {
            memory.close();
        }
    }

    @Test
    void anOrderThatCannotBeStoredDoesNotLeaveAndTheSessionGoesOnOnceItCan() {
        Disk disk = new Disk();
        try (Rigs rig = Rigs.loggedOn(FixVersion.FIX44, disk)) {
            disk.away = true;
            disk.broken = true;
            Sending sending = rig.transport.send(Rigs.order("42"));
            boolean ended = rig.peer.isEnded();
            rig.heard.await("logout");
            disk.away = false;
            FixMessage logon = rig.peer.logOn();
            rig.heard.await("logon");
            Sending next = rig.transport.send(Rigs.order("43"));

            assertThat(sending).isInstanceOf(Sending.NotSent.class);
            assertThat(ended).as("cut before anything else was sent").isTrue();
            assertThat(logon.get(34)).contains("2");
            assertThat(next).isInstanceOf(Sending.Handed.class);
            // What it had heard and not stored yet it asks for again, perhaps before the order.
            assertThat(rig.peer.read("D").get(11)).contains("43");
        }
    }

    @Test
    void nothingLeavesBeforeItIsStoredAndManyShareOneCommit() {
        Disk disk = new Disk();
        try (Rigs rig = Rigs.loggedOn(FixVersion.FIX44, disk)) {
            disk.stuck = new CountDownLatch(1);
            int before = disk.commits.get();
            List<CompletableFuture<Sending>> sendings = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                sendings.add(
                        rig.transport
                                .offer(Rigs.order("id" + i), Instant.MAX)
                                .toCompletableFuture());
            }
            boolean anyHanded = sendings.stream().anyMatch(CompletableFuture::isDone);
            disk.stuck.countDown();
            CompletableFuture.allOf(sendings.toArray(CompletableFuture[]::new)).join();

            assertThat(anyHanded).isFalse();
            assertThat(disk.commits.get() - before).isLessThanOrEqualTo(3);
            for (int i = 0; i < 100; i++) {
                assertThat(rig.peer.read().get(11)).contains("id" + i);
            }
        }
    }

    @Test
    void nothingWaitsWhereTheNumbersBeginAnewAtEachLogon() {
        Disk disk = new Disk();
        try (Rigs rig = Rigs.idle(FixVersion.FIX44, disk, Sequencing.FRESH)) {
            rig.transport.start();
            rig.peer.accept();
            rig.peer.next(1);
            rig.peer.send("A", "98=0|108=20|141=Y");
            rig.heard.await("logon");
            disk.stuck = new CountDownLatch(1);

            Sending sending = rig.transport.send(Rigs.order("42"));

            assertThat(sending).isInstanceOf(Sending.Handed.class);
            assertThat(rig.peer.read("D").get(11)).contains("42");
            assertThat(disk.memory.read(1, 100, 100)).isEmpty();
            disk.stuck.countDown();
        }
    }

    @Test
    void anOrderThatIsStoredTooLateDoesNotLeave() {
        Disk disk = new Disk();
        try (Rigs rig = Rigs.loggedOn(FixVersion.FIX44, disk)) {
            disk.stuck = new CountDownLatch(1);
            CompletableFuture<Sending> sending =
                    rig.transport
                            .offer(Rigs.order("42"), Instant.now().plusSeconds(30))
                            .toCompletableFuture();
            rig.clock.advance(Duration.ofSeconds(60));
            disk.stuck.countDown();

            assertThat(sending.join()).isEqualTo(new Sending.NotSent(OutboundGate.TOO_LATE));
            // Its number is used up; the other side asks for it and is told that there is none.
            rig.peer.send("2", "7=2|16=0");
            assertThat(rig.peer.read().type()).isEqualTo("4");
            assertThat(rig.heard.await("vetoed")).isEqualTo("vetoed D 42");
        }
    }

    @Test
    void whatWaitsWhenTheConnectionBreaksDoesNotLeaveLater() {
        Disk disk = new Disk();
        try (Rigs rig = Rigs.loggedOn(FixVersion.FIX44, disk)) {
            disk.stuck = new CountDownLatch(1);
            CompletableFuture<Sending> sending =
                    rig.transport.offer(Rigs.order("42"), Instant.MAX).toCompletableFuture();
            rig.peer.drop();
            Sending outcome = sending.join();
            disk.stuck.countDown();
            rig.peer.logOn();
            rig.heard.await("logon");

            assertThat(outcome).isInstanceOf(Sending.NotSent.class);
            assertThat(rig.peer.settle()).isEmpty();
        }
    }
}
