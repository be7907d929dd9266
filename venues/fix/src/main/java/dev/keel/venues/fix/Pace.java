package dev.keel.venues.fix;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** How many orders may leave in a second; cancels and questions do not wait for it. */
final class Pace {
    private static final Duration SPAN = Duration.ofSeconds(1);

    private final int most;
    private final InstantSource clock;
    private final Deque<Instant> latest = new ArrayDeque<>();

    /**
     * @param most 0 for any number
     */
    Pace(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
    }

    boolean takes() {
        if (most == 0) {
            return true;
        }
        Instant now = clock.instant();
        while (!latest.isEmpty() && !latest.getFirst().plus(SPAN).isAfter(now)) {
            latest.removeFirst();
        }
        if (latest.size() >= most) {
            return false;
        }
        latest.addLast(now);
        return true;
    }
}
