package dev.keel.venues.fix.order;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Side;
import dev.keel.core.venue.VenueOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An execution report or a trade capture report, in one form for every version and dialect.
 *
 * @param state where the order is after it, as the venue says
 * @param trade what traded, corrected or was taken back; null where nothing did, or it cannot be
 *     read
 * @param code of the report for the table of outcomes, such as {@code 35=8 150=8 103=6}
 * @param words the venue's, or its code; never a secret
 */
public record Execution(
        Kind kind,
        Ids ids,
        About about,
        Totals totals,
        VenueOrder.State state,
        @Nullable Fill trade,
        String code,
        String words) {

    /** What happened. */
    public enum Kind {
        PENDING_NEW,
        NEW,
        TRADE,
        /** A fill was replaced by another. */
        CORRECTED,
        /** A fill did not happen after all. */
        BUSTED,
        DONE_FOR_DAY,
        CANCELED,
        EXPIRED,
        REJECTED,
        /** The venue changed what was ordered. */
        CHANGED,
        /**
         * It lives on as it was: pending cancel, pending replace, stopped, suspended, triggered.
         */
        LIVES,
        /** An answer to a question: nothing happened. */
        STATUS,
        /** What no version that we know says. */
        UNKNOWN
    }

    /**
     * The names it goes by; empty where it gave none.
     *
     * @param reference the execution that a correction or bust is about
     */
    public record Ids(
            String execution, String reference, String client, String original, String venue) {}

    /** What it is about. */
    public record About(@Nullable InstrumentId instrument, @Nullable Side side, Instant at) {}

    /** Sums of the order; null where it did not say, or cannot be read. */
    public record Totals(@Nullable Quantity ordered, @Nullable Quantity filled) {}
}
