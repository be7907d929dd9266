package dev.keel.venues.fix.quickfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.venues.fix.store.MemorySessionJournal;
import dev.keel.venues.fix.store.SessionChange;
import dev.keel.venues.fix.store.StoredMessage;
import dev.keel.venues.fix.transport.Patience;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import quickfix.Message;

/** The small judges: what is missing, what has been tried often enough, what is kept. */
class WatchesTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final InstantSource clock = now::get;

    private void pass(int seconds) {
        now.updateAndGet(time -> time.plusSeconds(seconds));
    }

    @Test
    void aGapThatIsFilledInTimeIsNoMatter() {
        GapWatch watch = new GapWatch(Duration.ofSeconds(40), clock);

        assertThat(watch.onMessage(5, 3)).isEqualTo(GapWatch.Advice.WAIT);
        pass(39);
        assertThat(watch.onMessage(6, 3)).isEqualTo(GapWatch.Advice.WAIT);
        assertThat(watch.onMessage(7, 4)).as("it goes forward").isEqualTo(GapWatch.Advice.WAIT);
        pass(39);
        assertThat(watch.onMessage(8, 4)).isEqualTo(GapWatch.Advice.WAIT);
        assertThat(watch.onMessage(9, 9)).isEqualTo(GapWatch.Advice.WAIT);
    }

    @Test
    void aGapThatStaysLeadsToNewLogonsAndThenToAPerson() {
        GapWatch watch = new GapWatch(Duration.ofSeconds(40), clock);
        List<GapWatch.Advice> advice = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            watch.onMessage(5, 3);
            pass(40);
            advice.add(watch.onMessage(6, 3));
        }

        assertThat(advice)
                .containsExactly(
                        GapWatch.Advice.LOG_ON_AGAIN,
                        GapWatch.Advice.LOG_ON_AGAIN,
                        GapWatch.Advice.LOG_ON_AGAIN,
                        GapWatch.Advice.GIVE_UP);
    }

    @Test
    void aMessageIsPutAsideOnlyAfterAllTriesAndAllTheTime() {
        Attempts attempts = new Attempts(new Patience(3, Duration.ofMinutes(5)), clock);
        for (int i = 0; i < 10; i++) {
            attempts.failed(7);
        }
        assertThat(attempts.areOver()).as("too soon").isFalse();
        pass(300);
        assertThat(attempts.areOver()).isTrue();
        attempts.failed(8);
        assertThat(attempts.areOver()).as("another message").isFalse();
        assertThat(attempts.pause()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void ofTooManyEarlyMessagesTheLastAreLetGo() {
        BoundedQueue queue = new BoundedQueue(3);
        for (int number : new int[] {9, 5, 7, 6, 8}) {
            queue.enqueue(number, new Message());
        }

        assertThat(queue.size()).isEqualTo(3);
        assertThat(queue.dequeue(8)).isNull();
        queue.dequeueMessagesUpTo(6);
        assertThat(queue.dequeue(5)).isNull();
        assertThat(queue.dequeue(6)).isNotNull();
        assertThat(queue.dequeue(7)).isNotNull();
    }

    /** A counterparty that asks for everything, for ever, gets a bounded look at it. */
    @Test
    void aHugeResendRequestReadsABoundedPart() throws IOException {
        MemorySessionJournal journal = new MemorySessionJournal();
        List<SessionChange> changes = new ArrayList<>();
        for (int i = 1; i <= 15_000; i++) {
            changes.add(
                    new SessionChange.Sent(i + 1, Optional.of(new StoredMessage(i, "H", "m" + i))));
        }
        journal.commit(changes);
        JournalStore store = new JournalStore(journal, clock);
        List<String> again = new ArrayList<>();

        store.get(1, 15_000, again);

        assertThat(again).hasSize(5_000);
        assertThat(again.getLast()).isEqualTo("m15000");
    }
}
