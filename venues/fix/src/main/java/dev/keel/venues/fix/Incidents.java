package dev.keel.venues.fix;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** The latest incidents of a session, each handed on as it comes. For any number of threads. */
final class Incidents {
    private static final int KEPT = 100;
    private static final int LONGEST = 300;

    private final InstantSource clock;
    private final Consumer<Incident> told;
    private final Deque<Incident> latest = new ArrayDeque<>();

    Incidents(InstantSource clock, Consumer<Incident> told) {
        this.clock = clock;
        this.told = told;
    }

    void add(Incident.Kind kind, String words) {
        String shown = words.length() > LONGEST ? words.substring(0, LONGEST) : words;
        Incident incident = new Incident(clock.instant(), kind, shown);
        synchronized (latest) {
            latest.addLast(incident);
            if (latest.size() > KEPT) {
                latest.removeFirst();
            }
        }
        told.accept(incident);
    }

    /** Oldest first. */
    List<Incident> latest() {
        synchronized (latest) {
            return List.copyOf(latest);
        }
    }
}
