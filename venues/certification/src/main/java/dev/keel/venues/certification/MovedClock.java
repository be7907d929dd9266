package dev.keel.venues.certification;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that can be moved on, for a connector and its venue alike. For any number of threads. */
public final class MovedClock implements InstantSource {
    private final InstantSource clock;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    public MovedClock(InstantSource clock) {
        this.clock = clock;
    }

    public void pass(Duration time) {
        Duration _ = ahead.accumulateAndGet(time, Duration::plus);
    }

    @Override
    public Instant instant() {
        return clock.instant().plus(ahead.get());
    }
}
