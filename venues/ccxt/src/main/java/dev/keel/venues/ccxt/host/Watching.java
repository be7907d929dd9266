package dev.keel.venues.ccxt.host;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream and its listener. Events wait in a bounded queue and are told one by one, in their
 * order, on another thread than the reader's; when too many wait they are dropped and the listener
 * is told that something is missing.
 */
final class Watching {
    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);

    private final HostCall call;
    private final Consumer<StreamEvent> listener;
    private final Executor executor;
    private final int bound;
    private final Queue<StreamEvent> waiting = new ArrayDeque<>();
    private boolean telling;
    private boolean ended;

    Watching(HostCall call, Consumer<StreamEvent> listener, Executor executor, int bound) {
        this.call = call;
        this.listener = listener;
        this.executor = executor;
        this.bound = bound;
    }

    HostCall call() {
        return call;
    }

    void offer(StreamEvent event) {
        synchronized (waiting) {
            if (ended) {
                return;
            }
            if (waiting.size() >= bound) {
                int dropped = waiting.size();
                waiting.clear();
                waiting.add(
                        new StreamEvent.Interrupted(
                                "the listener was slow, " + dropped + " events were dropped"));
            }
            waiting.add(event);
            if (telling) {
                return;
            }
            telling = true;
        }
        executor.execute(this::tell);
    }

    void end() {
        synchronized (waiting) {
            ended = true;
            waiting.clear();
        }
    }

    private void tell() {
        while (true) {
            StreamEvent next;
            synchronized (waiting) {
                next = waiting.poll();
                if (next == null) {
                    telling = false;
                    return;
                }
            }
            tell(next);
        }
    }

    /** The top of the loop: a listener that fails must not end the stream. */
    private void tell(StreamEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            LOG.error("the listener of {} failed", call.method(), e);
        }
    }
}
