package dev.keel.venues.simulator;

/** How a request can go wrong between two parties who both mean well. */
public enum WireFault {
    /** The request is lost before the venue sees it. */
    LOST_BEFORE,
    /** The venue does it, and the connection drops before the answer. */
    DROPPED_AFTER,
    /** The venue does it, and never answers. */
    HANGS_AFTER,
    /** The answer's head comes, its body never ends. */
    STALLED_BODY,
    /** HTTP 502 with a page for people; the venue has done it. */
    BAD_GATEWAY,
    /** HTTP 503 with a page for people; the venue has not done it. */
    UNAVAILABLE,
    /** HTTP 504; the venue has done it. */
    GATEWAY_TIMEOUT,
    /** HTTP 500 with a body of the venue's form and no known code; the venue has done it. */
    SERVER_ERROR,
    /** HTTP 429 with {@code Retry-After}; nothing was done. */
    TOO_MANY_REQUESTS,
    /** HTTP 403 with a page for people: something on the way; nothing was done. */
    FORBIDDEN,
    /** HTTP 200 with a page for people; the venue has done it. */
    SUCCESS_PAGE,
    /** HTTP 200 with an empty body; the venue has done it. */
    EMPTY_BODY,
    /** HTTP 200 with a body that is cut off; the venue has done it. */
    CUT_BODY,
    /** HTTP 200 with {@code {}}; the venue has done it. */
    EMPTY_OBJECT,
    /** The venue's own code for "not known whether it was done"; it was. */
    VENUE_UNKNOWN,
    /** The venue's own code for a refusal that is one: too little money. */
    VENUE_REFUSES,
    /** The venue's own code for a refusal that no table lists. */
    VENUE_UNLISTED_CODE,
    /** The venue's own code for a timestamp outside its window. */
    VENUE_LATE,
    /** The request is held back and taken ten seconds later, if the venue's window allows. */
    DELAYED
}
