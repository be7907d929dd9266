package dev.keel.sim.matching;

import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueReport;
import java.util.ArrayList;
import java.util.List;

/**
 * Reports on their way to the listener, delivered in order and one at a time, whichever thread they
 * come from. Guarded by the venue's lock, which whoever adds something holds.
 *
 * <p>The lock is not held while the listener works, so that it may call the venue, and wait for
 * what it likes. What it causes there is delivered after what was reported before.
 */
final class Outbox {
    private final Object lock;
    private final Venue.Listener listener;

    private List<Object> waiting = new ArrayList<>();

    /** What is being delivered; belongs to the thread that delivers. */
    private List<Object> leaving = new ArrayList<>();

    private boolean delivering;

    /**
     * @param lock the venue's
     */
    Outbox(Object lock, Venue.Listener listener) {
        this.lock = lock;
        this.listener = listener;
    }

    /** To be called under the lock. */
    void add(VenueReport report) {
        waiting.add(report);
    }

    /** To be called under the lock. */
    void add(VenueAnswer answer) {
        waiting.add(answer);
    }

    /**
     * Delivers what waits, unless that is being done already: by another thread, or further up on
     * this one. To be called without the lock.
     */
    void deliver() {
        synchronized (lock) {
            if (delivering || waiting.isEmpty()) {
                return;
            }
            delivering = true;
            turn();
        }
        int delivered = 0;
        boolean done = false;
        try {
            do {
                for (delivered = 0; delivered < leaving.size(); ) {
                    Object next = leaving.get(delivered);
                    delivered++;
                    deliver(next);
                }
            } while (isMore());
            done = true;
        } finally {
            if (!done) {
                abandon(delivered);
            }
        }
    }

    private void deliver(Object next) {
        if (next instanceof VenueAnswer answer) {
            listener.onAnswer(answer);
        } else {
            listener.onReport((VenueReport) next);
        }
    }

    /** Whether more has come meanwhile; if not, the delivery has ended. */
    private boolean isMore() {
        synchronized (lock) {
            leaving.clear();
            delivering = !waiting.isEmpty();
            if (delivering) {
                turn();
            }
            return delivering;
        }
    }

    /** All that waits leaves at once: the lock is taken for many as for one. */
    private void turn() {
        List<Object> empty = leaving;
        leaving = waiting;
        waiting = empty;
    }

    /** The listener threw; the next delivery goes on with the report after. */
    private void abandon(int delivered) {
        synchronized (lock) {
            waiting.addAll(0, leaving.subList(delivered, leaving.size()));
            leaving.clear();
            delivering = false;
        }
    }
}
