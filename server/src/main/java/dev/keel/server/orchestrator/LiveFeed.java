package dev.keel.server.orchestrator;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.market.Timeframe;
import dev.keel.venues.connector.MarketData;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A market that lives: what a venue tells of it now.
 *
 * @param name the venue's
 * @param instruments in the order of their ids; at least one, all quoted in one asset
 * @param timeframe of the bars that are asked for
 * @param warmUpBars how many bars of the past strategies are shown first; 0 or more
 */
public record LiveFeed(
        String name,
        List<Instrument> instruments,
        Timeframe timeframe,
        int warmUpBars,
        MarketData data) {
    public LiveFeed {
        Map<String, Instrument> ordered = new TreeMap<>();
        instruments.forEach(one -> ordered.put(one.id().symbol(), one));
        instruments = List.copyOf(ordered.values());
        if (instruments.isEmpty()) {
            throw new IllegalArgumentException("symbols must name at least one, were none");
        }
        List<?> quotes = instruments.stream().map(Instrument::quote).distinct().toList();
        if (quotes.size() > 1) {
            throw new IllegalArgumentException(
                    "symbols must be quoted in one asset, were in " + quotes);
        }
        if (warmUpBars < 0) {
            throw new IllegalArgumentException("warmUpBars must be 0 or more, was " + warmUpBars);
        }
    }

    /** Such as {@code live binance BTC/USDT, ETH/USDT in bars of 1m}. */
    public String description() {
        return "live "
                + name
                + " "
                + String.join(", ", instruments.stream().map(one -> one.id().symbol()).toList())
                + " in bars of "
                + timeframe;
    }
}
