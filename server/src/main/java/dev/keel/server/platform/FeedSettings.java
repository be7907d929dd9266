package dev.keel.server.platform;

import dev.keel.sim.market.ReplaySpeed;
import java.nio.file.Path;

/** Where the market comes from. */
public sealed interface FeedSettings {
    /** How fast a market is played unless told: an hour in a minute. */
    ReplaySpeed SPEED = new ReplaySpeed(60);

    /** No market at all: what has no price is refused. */
    record None() implements FeedSettings {
        public static final None INSTANCE = new None();
    }

    /** A file of bars. */
    record Replay(Path file, ReplaySpeed speed) implements FeedSettings {}

    /** A market made up from a seed; shown as such wherever it appears. */
    record Synthetic(long seed, ReplaySpeed speed) implements FeedSettings {}
}
