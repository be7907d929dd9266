package dev.keel.bench;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Takes down when orders leave for the venue, until so many have left. */
final class SendLog {
    private final ConcurrentLinkedQueue<Long> sentAt = new ConcurrentLinkedQueue<>();
    private final CountDownLatch missing;

    SendLog(int expected) {
        this.missing = new CountDownLatch(expected);
    }

    void sent() {
        sentAt.add(System.nanoTime());
        missing.countDown();
    }

    /** Waits for the last one; the nanoseconds of {@link System#nanoTime}, earliest first. */
    long[] await() {
        try {
            if (!missing.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException(missing.getCount() + " orders were never sent");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the benchmark was interrupted", e);
        }
        return sentAt.stream().mapToLong(Long::longValue).sorted().toArray();
    }
}
