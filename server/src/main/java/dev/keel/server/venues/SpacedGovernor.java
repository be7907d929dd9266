package dev.keel.server.venues;

import dev.keel.venues.connector.governor.Governor;
import dev.keel.venues.connector.governor.Lane;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets the requests of one venue leave one after the other, what protects first, with the same
 * pause between any two. It knows no weights: the pause must suit the venue's dearest request that
 * is asked for often. For any number of threads.
 */
final class SpacedGovernor implements Governor {
    private static final int MOST_WAITING = 10_000;

    private final Duration pause;
    private final InstantSource clock;
    private final Executor executor;
    private final PriorityQueue<Waiting> queue =
            new PriorityQueue<>(
                    Comparator.comparing(Waiting::lane).thenComparingLong(Waiting::number));
    private long count;
    private boolean working;
    private Instant next = Instant.EPOCH;

    /**
     * @param executor has room for one long task
     */
    SpacedGovernor(Duration pause, InstantSource clock, Executor executor) {
        this.pause = pause;
        this.clock = clock;
        this.executor = executor;
    }

    private record Waiting(Lane lane, long number, Instant notAfter, Request request) {}

    @Override
    public void submit(Lane lane, String key, String endpoint, Instant notAfter, Request request) {
        if (!takes(new Waiting(lane, number(), notAfter, request))) {
            request.drop("more than " + MOST_WAITING + " requests wait");
        }
    }

    private synchronized long number() {
        return count++;
    }

    private synchronized boolean takes(Waiting waiting) {
        if (queue.size() >= MOST_WAITING) {
            return false;
        }
        queue.add(waiting);
        if (!working) {
            working = true;
            executor.execute(this::work);
        }
        return true;
    }

    @Override
    public synchronized void holdUntil(Instant until, String why) {
        next = until.isAfter(next) ? until : next;
    }

    private void work() {
        while (!Thread.currentThread().isInterrupted()) {
            late().forEach(waiting -> waiting.request().drop("its time was over before its turn"));
            @Nullable Waiting due;
            Duration wait;
            synchronized (this) {
                if (queue.isEmpty()) {
                    working = false;
                    return;
                }
                wait = Duration.between(clock.instant(), next);
                due = wait.isPositive() ? null : queue.poll();
                if (due != null) {
                    next = clock.instant().plus(pause);
                }
            }
            if (due != null) {
                due.request().send();
            } else {
                LockSupport.parkNanos(Math.min(wait.toNanos(), pause.toNanos()));
            }
        }
    }

    private synchronized List<Waiting> late() {
        Instant now = clock.instant();
        List<Waiting> late = new ArrayList<>();
        queue.removeIf(waiting -> {
            boolean over = waiting.notAfter().isBefore(now);
            if (over) {
                late.add(waiting);
            }
            return over;
        });
        return late;
    }
}
