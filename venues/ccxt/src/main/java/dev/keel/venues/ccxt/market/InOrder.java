package dev.keel.venues.ccxt.market;

import dev.keel.venues.connector.MarketData.PublicTrade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The order of trades: by time, and at one time by their numbers where ids are numbers. */
final class InOrder {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");

    private InOrder() {}

    /**
     * Oldest first. Those of one time keep the venue's order, unless the ids of all of them are
     * numbers.
     */
    static List<PublicTrade> sorted(List<PublicTrade> trades) {
        SortedMap<Instant, List<PublicTrade>> byTime = new TreeMap<>();
        for (PublicTrade trade : trades) {
            byTime.computeIfAbsent(trade.at(), at -> new ArrayList<>()).add(trade);
        }
        List<PublicTrade> sorted = new ArrayList<>(trades.size());
        for (List<PublicTrade> ofOneTime : byTime.values()) {
            if (ofOneTime.stream().allMatch(InOrder::isNumbered)) {
                ofOneTime.sort(InOrder::compare);
            }
            sorted.addAll(ofOneTime);
        }
        return sorted;
    }

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
