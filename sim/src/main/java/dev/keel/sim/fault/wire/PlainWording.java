package dev.keel.sim.fault.wire;

import dev.keel.core.order.Evidence;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueReport;
import dev.keel.sim.fault.broker.BrokerReply;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A broker that says what it means, and an adapter that doubts what is not certain. */
final class PlainWording implements Wording {
    static final PlainWording INSTANCE = new PlainWording();

    private PlainWording() {}

    @Override
    public VenueReport ofSubmit(
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

    @Override
    public Optional<VenueReport> ofCancel(
            Order sent, BrokerReply.@Nullable Code code, @Nullable VenueOrder shown) {
        return Optional.of(cancelled(sent, code, shown));
    }

    @Override
    public VenueAnswer ofNotFound(OrderId order, Instant askedAt) {
        return new VenueAnswer.NotFound(order, askedAt, "no such order");
    }

    private static VenueReport cancelled(
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

    private static OrderChange doubted(String why) {
        return new OrderChange.Doubted(why);
    }
}
