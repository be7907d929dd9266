package dev.keel.sim.fault.broker;

import dev.keel.core.venue.VenueOrder;
import org.jspecify.annotations.Nullable;

/**
 * What a broker answers to a request, before the wire has its way with it.
 *
 * @param order the order as it is, if there is one
 */
public record BrokerReply(Code code, @Nullable VenueOrder order) {
    /** The broker's codes. */
    public enum Code {
        DONE,
        /** The order breaks a trading rule; nothing was taken. */
        INVALID,
        /** There is not enough to pay for it, or to sell; nothing was taken. */
        FUNDS,
        /** The request is older than its validity, or newer than now; nothing was taken. */
        EXPIRED_REQUEST,
        /** Too many requests; this one was not looked at. */
        BANNED,
        /** The same request, or another with its client id, was taken before. */
        DUPLICATE,
        /** No such order is shown. */
        NO_ORDER,
        /** The order has ended. */
        TOO_LATE,
        /** Not now; whether the request was looked at is not said. */
        UNAVAILABLE
    }
}
