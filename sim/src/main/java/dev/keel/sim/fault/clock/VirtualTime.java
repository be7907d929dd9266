package dev.keel.sim.fault.clock;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.PriorityQueue;

/** Time that passes when there is nothing left to do at its moment. In microseconds. */
public final class VirtualTime implements InstantSource {
    public static final long MILLI = 1_000;
    public static final long SECOND = 1_000_000;

    private static final Instant START = Instant.parse("2025-03-03T00:00:00Z");

    private final PriorityQueue<Task> queue = new PriorityQueue<>(256);
    private final Dice ties;
    private long now;
    private long announced;
    private Instant instant = START;

    /** Starts on a Monday at midnight; what is due at the same moment is ordered by these dice. */
    public VirtualTime(Dice ties) {
        this.ties = ties;
    }

    @Override
    public Instant instant() {
        return instant;
    }

    /** Microseconds since the start. */
    public long micros() {
        return now;
    }

    /** Does something after so many microseconds, at once if 0 or less. */
    public void after(long micros, Runnable work) {
        queue.add(
                new Task(now + Math.max(0, micros), ties.between(0, 1L << 40), announced++, work));
    }

    /** Does something again and again until it says that it is over. */
    public void every(long micros, Repeated work) {
        after(
                micros,
                () -> {
                    if (work.goesOn()) {
                        every(micros, work);
                    }
                });
    }

    /**
     * Does what is due next.
     *
     * @return whether there was anything until then; if not, it is then now
     */
    public boolean step(long until) {
        Task next = queue.peek();
        if (next == null || next.at > until) {
            moveTo(until);
            return false;
        }
        queue.remove();
        moveTo(next.at);
        next.work.run();
        return true;
    }

    private void moveTo(long at) {
        if (at != now) {
            now = at;
            instant = START.plus(at, ChronoUnit.MICROS);
        }
    }

    /** Work that is done again until it is over. */
    @FunctionalInterface
    public interface Repeated {
        boolean goesOn();
    }

    private record Task(long at, long tie, long number, Runnable work) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(at, other.at);
            if (byTime != 0) {
                return byTime;
            }
            int byTie = Long.compare(tie, other.tie);
            return byTie != 0 ? byTie : Long.compare(number, other.number);
        }
    }
}
