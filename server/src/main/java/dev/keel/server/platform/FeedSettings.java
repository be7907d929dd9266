package dev.keel.server.platform;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.market.Timeframe;
import dev.keel.sim.market.ReplaySpeed;
import dev.keel.venues.connector.Environment;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

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

    /**
     * A venue's market as it lives; needs no keys.
     *
     * @param venue its name, such as {@code binance}
     * @param timeframe of the bars that are asked for
     * @param warmUpBars how many bars of the past strategies are shown first
     */
    record Live(
            String venue,
            Environment environment,
            InstrumentKind kind,
            Set<InstrumentId> symbols,
            Timeframe timeframe,
            int warmUpBars,
            Map<String, String> options)
            implements FeedSettings {
        /** What most strategies need to see before they say anything. */
        public static final int WARM_UP_BARS = 500;

        public Live {
            symbols = Set.copyOf(symbols);
            options = Map.copyOf(options);
            if (symbols.isEmpty()) {
                throw new IllegalArgumentException("symbols must name at least one, were none");
            }
        }
    }
}
