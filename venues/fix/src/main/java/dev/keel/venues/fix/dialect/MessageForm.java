package dev.keel.venues.fix.dialect;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where a venue's messages differ from the plain standard.
 *
 * @param tradeId the tag of a trade's own id, by which it is known elsewhere too; 0 where ExecID,
 *     day and order are its name
 * @param orderOmits tags of a new order that the venue does not know
 * @param cancelOmits tags of a cancel that the venue does not know
 * @param timed the order types that take a time in force, and {@code POST_ONLY} if such an order
 *     does; others go without, if it is the one that they have anyway
 */
public record MessageForm(
        int tradeId,
        Set<Integer> orderOmits,
        Set<Integer> cancelOmits,
        Set<String> timed,
        Trigger trigger) {
    /** The word for a post-only order among those that take a time in force. */
    public static final String POST_ONLY = "POST_ONLY";

    public MessageForm {
        orderOmits = Collections.unmodifiableSet(new TreeSet<>(orderOmits));
        cancelOmits = Collections.unmodifiableSet(new TreeSet<>(cancelOmits));
        timed = Collections.unmodifiableSet(new TreeSet<>(timed));
    }

    /**
     * How a stop order says where it is triggered.
     *
     * @param tag of the price
     * @param extra what goes with it
     * @param direction empty where the side tells it
     */
    public record Trigger(
            int tag, SortedMap<Integer, String> extra, Optional<Direction> direction) {
        public Trigger {
            extra = Collections.unmodifiableSortedMap(new TreeMap<>(extra));
        }
    }

    /** Which way the price has to go, in the venue's words: up for a purchase, down for a sale. */
    public record Direction(int tag, String up, String down) {}
}
