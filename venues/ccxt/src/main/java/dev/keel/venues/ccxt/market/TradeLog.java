package dev.keel.venues.ccxt.market;

import dev.keel.venues.connector.MarketData.PublicTrade;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which of one market's trades were told, by their ids; the oldest are forgotten. */
final class TradeLog {
    private static final int MOST = 10_000;

    private final Set<String> told = new LinkedHashSet<>();

    void add(PublicTrade trade) {
        if (trade.id().isEmpty()) {
            return;
        }
        told.add(trade.id());
        if (told.size() > MOST) {
            var oldest = told.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    boolean contains(PublicTrade trade) {
        return told.contains(trade.id());
    }
}
