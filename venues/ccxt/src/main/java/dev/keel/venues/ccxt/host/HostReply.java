package dev.keel.venues.ccxt.host;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came of a call. Nothing in it is secret: the child has scrubbed it. */
public sealed interface HostReply {
    /** What the method returned; numbers are strings as the venue wrote them. */
    record Returned(JsonNode value) implements HostReply {}

    /**
     * The method threw.
     *
     * @param error the class of the error in ccxt, or of whatever else it was
     * @param message scrubbed
     * @param status of the HTTP answer; null if there was none
     * @param body of the HTTP answer, scrubbed; null if there was none
     * @param retryAfter what the answer's header of that name said; null if nothing
     * @param sent whether the request itself may have left
     */
    record Threw(
            String error,
            String message,
            @Nullable Integer status,
            @Nullable String body,
            @Nullable String retryAfter,
            Sent sent)
            implements HostReply {}

    /** There will be no answer: the deadline is over, or the child is gone. */
    record Lost(String why, Sent sent) implements HostReply {}

    /** Whether a request has left the process. */
    enum Sent {
        /** It certainly has not: no byte of it was given to the network. */
        NO,
        MAYBE
    }
}
