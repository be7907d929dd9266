package dev.keel.venues.fix;

import java.time.Instant;

/**
 * Something on a session that a person should hear of.
 *
 * @param words what was seen; never a secret
 */
public record Incident(Instant at, Kind kind, String words) {
    /** What it is. */
    public enum Kind {
        /** Two reports with one ExecID say different things. */
        EXECUTION_ID_REUSED,
        /** A trade was taken back or corrected that nobody has told. */
        UNKNOWN_REFERENCE,
        /** A report belongs to no order that this session may have. */
        UNMATCHED_REPORT,
        /** A fill has no ExecID, or no number that can be read: it was not booked. */
        UNREADABLE_FILL,
        /** A report of a type that no version knows. */
        UNKNOWN_REPORT,
        /** The venue counts more as traded than was told. */
        MISSING_FILL,
        /** The venue changed an order by itself. */
        CHANGED_BY_VENUE,
        /** Our own engine did not take a message over. */
        NOT_TAKEN_OVER,
        /** The venue asked for an order again; it was told that there is none. */
        RESEND_VETOED,
        /** The venue's clock and ours are far apart. */
        CLOCK,
        /** The venue announces something. */
        NEWS,
        /** The session has given up, and waits for a person. */
        HALTED,
        LOGGED_OUT,
        UNREACHABLE,
        /** A part of the venue's statement has to be compared by a person. */
        MANUAL_RECONCILIATION
    }
}
