package dev.keel.server.orchestrator;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.sim.market.ReplaySpeed;
import java.time.Instant;
import java.util.Locale;

/**
 * A market that can be played.
 *
 * @param name the file's name, or the seed of a made-up market
 */
public record Feed(
        Kind kind, String name, Instrument instrument, BarSeries bars, ReplaySpeed speed) {

    /** Where a market comes from. */
    public enum Kind {
        REPLAY,
        /** Made up from a seed, and said to be. */
        SYNTHETIC;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Feed {
        if (bars.isEmpty()) {
            throw new IllegalArgumentException(name + " must have bars, has none");
        }
    }

    public Timeframe timeframe() {
        return bars.format().timeframe();
    }

    public Instant begin() {
        return Instant.ofEpochMilli(bars.openMillis(0));
    }

    /** How many bars close no later than an instant. */
    int barsUntil(Instant time) {
        int low = 0;
        int high = bars.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean over = bars.openMillis(middle) + timeframe().toMillis() <= time.toEpochMilli();
            low = over ? middle + 1 : low;
            high = over ? high : middle;
        }
        return low;
    }

    /** Such as {@code replay btc.csv.gz as BTC-USD, 45031 bars of 1m at x3600}. */
    public String description() {
        String pace = speed.isMax() ? "as fast as possible" : "at x" + plain(speed.factor());
        return kind
                + " "
                + name
                + " as "
                + instrument.id()
                + ", "
                + bars.size()
                + " bars of "
                + timeframe()
                + " "
                + pace;
    }

    private static String plain(double factor) {
        return factor == Math.rint(factor)
                ? Long.toString(Math.round(factor))
                : Double.toString(factor);
    }
}
