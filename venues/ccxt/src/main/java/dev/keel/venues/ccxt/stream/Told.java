package dev.keel.venues.ccxt.stream;

import dev.keel.core.venue.VenueTrade;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which trades were told already; the oldest are forgotten. For any number of threads. */
final class TradeLog {
    private static final int MOST = 20_000;

    private final Set<String> told = new LinkedHashSet<>();

    /** Whether a trade is news; from now on it is not. */
    synchronized boolean add(VenueTrade trade) {
        boolean news =
                told.add(trade.instrument() + " " + trade.fill().tradeId() + " " + trade.side());
        if (told.size() > MOST) {
            var oldest = told.iterator();
            oldest.next();
            oldest.remove();
        }
        return news;
    }
}
