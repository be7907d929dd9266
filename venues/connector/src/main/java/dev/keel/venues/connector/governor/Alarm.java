package dev.keel.venues.connector.governor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Wakes somebody at a time, or a little later. */
@FunctionalInterface
public interface Alarm {
    void wake(Instant at, Runnable task);

    /** One that lives on a scheduler. */
    static Alarm on(ScheduledExecutorService scheduler, InstantSource clock) {
        return (at, task) -> {
            long millis = Math.max(1, Duration.between(clock.instant(), at).toMillis() + 1);
            ScheduledFuture<?> _ = scheduler.schedule(task, millis, TimeUnit.MILLISECONDS);
        };
    }
}
