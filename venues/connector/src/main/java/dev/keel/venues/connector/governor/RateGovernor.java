package dev.keel.venues.connector.governor;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The budget of one venue, shared by everything that leaves this address for it.
 *
 * <p>The earlier lanes go first, and the later ones leave a part of each budget alone: what
 * protects finds room when data has used up its own. Within a lane the first comes first, but one
 * that waits for its own key's budget does not hold up another key. What waits too long, or in too
 * long a queue, is dropped and told so: it certainly was not sent.
 */
public final class RateGovernor implements Governor {
    private static final int LONGEST_QUEUE = 1_000;

    private final RateTable table;
    private final InstantSource clock;
    private final Alarm alarm;
    private final Map<Lane, Deque<Waiting>> queues = new EnumMap<>(Lane.class);
    private final Map<String, Spending> spendings = new TreeMap<>();
    private Instant heldUntil = Instant.MIN;
    private String heldFor = "";
    private @Nullable Instant wakeAt;

    public RateGovernor(RateTable table, InstantSource clock, Alarm alarm) {
        this.table = table;
        this.clock = clock;
        this.alarm = alarm;
        for (Lane lane : Lane.values()) {
            queues.put(lane, new ArrayDeque<>());
        }
    }

    /** How much of a budget the requests of a lane and those before it may use. */
    private static double share(Lane lane) {
        return switch (lane) {
            case PROTECT, CANCEL -> 1.0;
            case CLOSE -> 0.9;
            case OPEN -> 0.8;
            case RECONCILE -> 0.7;
            case DATA -> 0.5;
        };
    }

    @Override
    public void submit(Lane lane, String key, String endpoint, Instant notAfter, Request request) {
        Waiting waiting = new Waiting(lane, key, table.costs(endpoint), notAfter, request);
        boolean full;
        synchronized (this) {
            Deque<Waiting> queue = queue(lane);
            full = queue.size() >= LONGEST_QUEUE;
            if (!full) {
                queue.addLast(waiting);
            }
        }
        if (full) {
            request.drop(LONGEST_QUEUE + " requests wait in lane " + lane + " already");
        } else {
            pump();
        }
    }

    @Override
    public void holdUntil(Instant until, String why) {
        synchronized (this) {
            if (until.isAfter(heldUntil)) {
                heldUntil = until;
                heldFor = why;
            }
        }
    }

    /** What waits, by lane; for people. */
    public synchronized Map<Lane, Integer> waiting() {
        Map<Lane, Integer> sizes = new EnumMap<>(Lane.class);
        queues.forEach((lane, queue) -> sizes.put(lane, queue.size()));
        return sizes;
    }

    /** Lets go what may leave, and has itself woken for the rest. Nothing is run under the lock. */
    private void pump() {
        List<Runnable> tasks = new ArrayList<>();
        Instant wake;
        synchronized (this) {
            Instant now = clock.instant();
            Instant next = null;
            for (Lane lane : Lane.values()) {
                next = earlier(next, drain(lane, now, tasks));
            }
            wake = next != null && (wakeAt == null || next.isBefore(wakeAt)) ? next : null;
            if (wake != null) {
                wakeAt = wake;
            }
        }
        if (wake != null) {
            alarm.wake(wake, this::awake);
        }
        tasks.forEach(Runnable::run);
    }

    private void awake() {
        synchronized (this) {
            wakeAt = null;
        }
        pump();
    }

    /** When the lane's next request may leave or is too late; null if none waits. */
    private @Nullable Instant drain(Lane lane, Instant now, List<Runnable> tasks) {
        Instant next = null;
        Iterator<Waiting> queue = queue(lane).iterator();
        while (queue.hasNext()) {
            Waiting waiting = queue.next();
            Instant possible = possibleAt(waiting, now);
            if (now.isAfter(waiting.notAfter)) {
                queue.remove();
                tasks.add(() -> waiting.request.drop(tooLate(waiting)));
            } else if (possible.isAfter(now)) {
                Instant overdue = waiting.notAfter.plusMillis(1);
                next = earlier(next, possible.isBefore(overdue) ? possible : overdue);
            } else {
                queue.remove();
                spend(waiting, now);
                tasks.add(waiting.request::send);
            }
        }
        return next;
    }

    private String tooLate(Waiting waiting) {
        boolean held;
        synchronized (this) {
            held = waiting.notAfter.isBefore(heldUntil);
        }
        return "its turn did not come before "
                + waiting.notAfter
                + (held ? ": held until " + heldUntil + ", " + heldFor : "");
    }

    private Instant possibleAt(Waiting waiting, Instant now) {
        Instant possible = heldUntil.isAfter(now) ? heldUntil : now;
        for (Map.Entry<Budget, Integer> cost : waiting.costs.entrySet()) {
            Instant free =
                    spending(cost.getKey(), waiting.key)
                            .possibleAt(now, cost.getValue(), share(waiting.lane));
            possible = free.isAfter(possible) ? free : possible;
        }
        return possible;
    }

    private void spend(Waiting waiting, Instant now) {
        waiting.costs.forEach((budget, weight) -> spending(budget, waiting.key).spend(now, weight));
    }

    private Spending spending(Budget budget, String key) {
        String name =
                switch (budget.scope()) {
                    case ADDRESS -> budget.name();
                    case KEY -> budget.name() + " of " + key;
                };
        return spendings.computeIfAbsent(name, _ -> new Spending(budget));
    }

    private Deque<Waiting> queue(Lane lane) {
        return Objects.requireNonNull(queues.get(lane));
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return b.isBefore(a) ? b : a;
    }

    private record Waiting(
            Lane lane, String key, Map<Budget, Integer> costs, Instant notAfter, Request request) {}
}
