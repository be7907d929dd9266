package dev.keel.ledger.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The bounded queue in front of the committer. */
final class Intake {
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition hasRoom = lock.newCondition();
    private final Queue<PendingAppend> queue = new ArrayDeque<>();
    private boolean closed;

    Intake(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Queues an append, waiting for room.
     *
     * @return whether it is queued; false if the intake is closed
     */
    boolean put(PendingAppend append) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (queue.size() >= capacity && !closed) {
                hasRoom.await();
            }
            if (!closed) {
                queue.add(append);
                changed.signal();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes what is queued, oldest first, waiting for at least one.
     *
     * @return empty once the intake is closed and nothing is left
     */
    List<PendingAppend> take(int maxEvents) {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            List<PendingAppend> batch = new ArrayList<>();
            int events = 0;
            PendingAppend next = queue.peek();
            while (next != null && (batch.isEmpty() || events + next.events() <= maxEvents)) {
                batch.add(queue.remove());
                events += next.events();
                next = queue.peek();
            }
            hasRoom.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Lets nothing more in; what is queued can still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            hasRoom.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
