package dev.keel.venues.metatrader;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that runs, and can be put forward: what has to be waited for is over at once. */
final class MovableClock implements InstantSource {
    private final AtomicLong aheadMillis = new AtomicLong();

    @Override
    public Instant instant() {
        return InstantSource.system().instant().plusMillis(aheadMillis.get());
    }

    /** Lets time pass. */
    void pass(Duration time) {
        aheadMillis.addAndGet(time.toMillis());
    }
}
