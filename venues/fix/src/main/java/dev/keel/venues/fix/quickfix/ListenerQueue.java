package dev.keel.venues.fix.quickfix;

import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixTransport.Listener;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the listener one event at a time, in their order. The engine holds locks of its own when it
 * tells of most events; the listener, who may want to send, is never called under them.
 */
final class ListenerQueue {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerQueue.class);

    private final Queue<Consumer<Listener>> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();
    private final Listener listener;
    private final Executor executor;

    ListenerQueue(Listener listener, Executor executor) {
        this.listener = listener;
        this.executor = executor;
    }

    /** Soon, on another thread. */
    void post(Consumer<Listener> event) {
        waiting.add(event);
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException e) {
            LOG.debug("the executor has ended; the event comes with the next one", e);
        }
    }

    /**
     * Now, after all that was posted before; blocks.
     *
     * @return what the listener threw
     */
    Optional<Throwable> deliver(FixMessage message) {
        turn.lock();
        try {
            drain();
            listener.onMessage(message);
            return Optional.empty();
        } catch (Throwable e) {
            return Optional.of(e);
        } finally {
            turn.unlock();
        }
    }

    /** All that is left; blocks. */
    void drain() {
        turn.lock();
        try {
            Consumer<Listener> event = waiting.poll();
            while (event != null) {
                tell(event);
                event = waiting.poll();
            }
        } finally {
            turn.unlock();
        }
    }

    private void tell(Consumer<Listener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException e) {
            LOG.error("the listener of a FIX session failed", e);
        }
    }
}
