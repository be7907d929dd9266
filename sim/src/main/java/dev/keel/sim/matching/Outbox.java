package dev.keel.sim.matching;

import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueReport;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Reports on their way to the listener, delivered in order and one at a time, whichever thread they
 * come from.
 *
 * <p>No lock is held while the listener works, so that it may call the venue, and wait for what it
 * likes. What it causes there is delivered after what was reported before.
 */
final class Outbox {
    private final Venue.Listener listener;
    private final Queue<Object> waiting = new ArrayDeque<>();
    private boolean delivering;

    Outbox(Venue.Listener listener) {
        this.listener = listener;
    }

    synchronized void add(VenueReport report) {
        waiting.add(report);
    }

    synchronized void add(VenueAnswer answer) {
        waiting.add(answer);
    }

    /**
     * Delivers what waits, unless that is being done already: by another thread, or further up on
     * this one.
     */
    void deliver() {
        if (!begin()) {
            return;
        }
        boolean done = false;
        try {
            Object next;
            while ((next = next()) != null) {
                if (next instanceof VenueAnswer answer) {
                    listener.onAnswer(answer);
                } else {
                    listener.onReport((VenueReport) next);
                }
            }
            done = true;
        } finally {
            if (!done) {
                abandon();
            }
        }
    }

    private synchronized boolean begin() {
        if (delivering || waiting.isEmpty()) {
            return false;
        }
        delivering = true;
        return true;
    }

    private synchronized @Nullable Object next() {
        Object next = waiting.poll();
        delivering = next != null;
        return next;
    }

    /** The listener threw; the next delivery goes on with the report after. */
    private synchronized void abandon() {
        delivering = false;
    }
}
