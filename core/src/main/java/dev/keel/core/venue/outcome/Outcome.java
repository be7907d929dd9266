package dev.keel.core.venue.outcome;

import dev.keel.core.order.VenueOrderId;

/** What became of a request, as far as the venue's answer proves it. */
public sealed interface Outcome {
    /** A submit was taken and the venue's id of the order is known. */
    record Accepted(VenueOrderId order) implements Outcome {}

    /** A cancel was taken; the order has not ended before its end is reported. */
    record Acknowledged() implements Outcome {}

    /**
     * It was certainly not done. Of a query: the venue's own word that it shows no such order,
     * which is not yet a proof that it never had it.
     *
     * @param code the venue's, or Keel's own where the request never left
     * @param words the venue's own words; never a secret
     */
    record Refused(String code, String words) implements Outcome {}

    /** It may have been done. */
    record Unknown(String detail) implements Outcome {}

    /** The venue has an order with this id; what became of it has to be asked. */
    record Exists() implements Outcome {}
}
