package dev.keel.core.venue.outcome;

/** What a table says of a code. */
public enum Verdict {
    /** The venue has taken the request. */
    ACCEPTED,
    /** The venue certainly has not done what was asked, and never will. */
    REFUSED,
    /** Either may be. */
    UNKNOWN,
    /** The venue has an order with this id. */
    EXISTS
}
