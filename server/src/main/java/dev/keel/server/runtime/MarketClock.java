package dev.keel.server.runtime;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The platform's time: the market's while a replay drives it, else the system's.
 *
 * <p>Once a replay has set it, it stands still between the steps of the replay and never goes back.
 * For any number of threads.
 */
public final class MarketClock implements InstantSource {
    private final InstantSource system;
    private volatile @Nullable Instant market;

    public MarketClock(InstantSource system) {
        this.system = system;
    }

    /** Moves the market's time on; an instant before the current one changes nothing. */
    public synchronized void advanceTo(Instant time) {
        Instant current = market;
        if (current == null || time.isAfter(current)) {
            market = time;
        }
    }

    @Override
    public Instant instant() {
        Instant current = market;
        return current == null ? system.instant() : current;
    }
}
