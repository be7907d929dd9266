package dev.keel.core.order;

/** What can happen to an order after it was placed. */
public sealed interface OrderChange {
    /** The venue has the order. */
    record Accepted(VenueOrderId venueOrderId) implements OrderChange {}

    /** The venue refused the order. */
    record Refused(Evidence evidence) implements OrderChange {}

    /** The outcome of a submit or cancel is not known. */
    record Doubted(String detail) implements OrderChange {}

    /** A cancel is about to be sent. */
    record CancelRequested(String reason) implements OrderChange {}

    /**
     * The venue will not cancel, and says so; the order lives on until its fill or end is reported.
     */
    record CancelRefused(Evidence evidence) implements OrderChange {}

    record Filled(Fill fill) implements OrderChange {}

    /** The venue took back a trade: the fill did not happen after all. */
    record Busted(Fill fill, Evidence evidence) implements OrderChange {}

    record Canceled(Evidence evidence) implements OrderChange {}

    record Expired(Evidence evidence) implements OrderChange {}
}
