package dev.keel.sim.fault.wire;

import dev.keel.core.order.Evidence;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueReport;
import dev.keel.sim.fault.broker.BrokerReply;
import org.jspecify.annotations.Nullable;

/** What an adapter makes of an answer; what is not certain is doubted. */
final class Answer {
    private Answer() {}

    /**
     * The outcome of a submit.
     *
     * @param code null for what could not be read
     */
    static VenueReport ofSubmit(
            Order sent, BrokerReply.@Nullable Code code, @Nullable VenueOrder shown) {
        OrderChange change =
                switch (code) {
                    case null -> doubted("the answer cannot be read");
                    case DONE ->
                            shown == null
                                    ? doubted("a success without an order id")
                                    : new OrderChange.Accepted(shown.id());
                    case INVALID, FUNDS, EXPIRED_REQUEST, BANNED ->
                            new OrderChange.Refused(new Evidence("venue", code.name()));
                    case DUPLICATE, NO_ORDER, TOO_LATE, UNAVAILABLE -> doubted(code.name());
                };
        return new VenueReport(sent.id(), change);
    }

    /** The outcome of a cancel. */
    static VenueReport ofCancel(
            Order sent, BrokerReply.@Nullable Code code, @Nullable VenueOrder shown) {
        return switch (code) {
            case null -> new VenueReport(sent.id(), doubted("the answer cannot be read"));
            case DONE ->
                    shown == null || shown.state() != VenueOrder.State.CANCELED
                            ? new VenueReport(sent.id(), doubted("a success without an order"))
                            : new VenueReport(
                                    sent.id(),
                                    new OrderChange.Canceled(
                                            new Evidence("venue cancel", shown.words())),
                                    shown.filled());
            case TOO_LATE, EXPIRED_REQUEST, BANNED ->
                    new VenueReport(
                            sent.id(),
                            new OrderChange.CancelRefused(new Evidence("venue", code.name())));
            case INVALID, FUNDS, DUPLICATE, NO_ORDER, UNAVAILABLE ->
                    new VenueReport(sent.id(), doubted(code.name()));
        };
    }

    static OrderChange doubted(String why) {
        return new OrderChange.Doubted(why);
    }
}
