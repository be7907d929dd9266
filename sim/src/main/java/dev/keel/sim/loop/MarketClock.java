package dev.keel.sim.loop;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that shows the time of the market: bars move it on. For any number of threads; one moves
 * it. It never goes back, not even where the bars of a series overlap.
 */
public final class MarketClock implements InstantSource {
    private final AtomicLong epochMillis;

    /** The instant that was asked for last: many ask while the market stands still. */
    private volatile Instant asked;

    public MarketClock(Instant start) {
        this.epochMillis = new AtomicLong(start.toEpochMilli());
        this.asked = Instant.ofEpochMilli(epochMillis.getPlain());
    }

    /** Moves on to a time in milliseconds since 1970; an earlier one changes nothing. */
    public void advanceTo(long millis) {
        if (millis > epochMillis.getPlain()) {
            epochMillis.setRelease(millis);
        }
    }

    @Override
    public Instant instant() {
        long now = millis();
        Instant known = asked;
        if (known.toEpochMilli() != now) {
            known = Instant.ofEpochMilli(now);
            asked = known;
        }
        return known;
    }

    @Override
    public long millis() {
        return epochMillis.getAcquire();
    }
}
