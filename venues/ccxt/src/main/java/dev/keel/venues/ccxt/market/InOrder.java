package dev.keel.venues.ccxt.market;

import dev.keel.venues.connector.MarketData.PublicTrade;
import java.util.regex.Pattern;

/** The order of trades: by time, and at one time by their numbers where ids are numbers. */
final class InOrder {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private InOrder() {}

    /** 0 also for two trades of one time of which nobody can say which was first. */
    static int compare(PublicTrade one, PublicTrade other) {
        int byTime = one.at().compareTo(other.at());
        if (byTime != 0 || !isNumbered(one) || !isNumbered(other)) {
            return byTime;
        }
        int byLength = Integer.compare(one.id().length(), other.id().length());
        return byLength != 0 ? byLength : one.id().compareTo(other.id());
    }

    private static boolean isNumbered(PublicTrade trade) {
        return NUMBER.matcher(trade.id()).matches();
    }
}
