package dev.keel.core.venue.outcome;

import dev.keel.core.order.Evidence;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.VenueAnswer;
import java.time.Instant;
import java.util.Optional;

/** What outcomes mean for an order. Nothing here ends an order but a submit that was refused. */
public final class Conversion {
    private Conversion() {}

    /** What a submit's outcome changes. */
    public static OrderChange ofSubmit(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(var order) -> new OrderChange.Accepted(order);
            case Outcome.Refused(var code, var words) ->
                    new OrderChange.Refused(evidence("venue refused", code, words));
            case Outcome.Unknown(var detail) -> new OrderChange.Doubted(detail);
            case Outcome.Exists _ ->
                    new OrderChange.Doubted("the venue has an order with this id already");
            case Outcome.Acknowledged _ ->
                    new OrderChange.Doubted("acknowledged, but no order is named");
        };
    }

    /**
     * What a cancel's outcome changes; empty for one that was taken: the order's end is reported by
     * itself, and until then it may fill.
     *
     * <p>A refusal stands only in a table where it says that the order lives on. That there is no
     * such order, or that it is done, is no end: it is a reason to ask.
     */
    public static Optional<OrderChange> ofCancel(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Acknowledged _, Outcome.Accepted _ -> Optional.empty();
            case Outcome.Refused(var code, var words) ->
                    Optional.of(
                            new OrderChange.CancelRefused(
                                    evidence("venue refused cancel", code, words)));
            case Outcome.Unknown(var detail) -> Optional.of(new OrderChange.Doubted(detail));
            case Outcome.Exists _ ->
                    Optional.of(new OrderChange.Doubted("the cancel was answered with an order"));
        };
    }

    /**
     * What a query's outcome says; empty where the order is shown: what it shows is the answer.
     *
     * @param askedAt our time when it was asked, before anything was sent
     */
    public static Optional<VenueAnswer> ofQuery(OrderId order, Instant askedAt, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Exists _, Outcome.Accepted _ -> Optional.empty();
            case Outcome.Refused(var code, var words) ->
                    Optional.of(
                            new VenueAnswer.NotFound(order, askedAt, (code + " " + words).strip()));
            case Outcome.Unknown(var detail) ->
                    Optional.of(new VenueAnswer.Failed(order.toString(), detail));
            case Outcome.Acknowledged _ ->
                    Optional.of(new VenueAnswer.Failed(order.toString(), "no order was shown"));
        };
    }

    private static Evidence evidence(String source, String code, String words) {
        return new Evidence(source, (code + " " + words).strip());
    }
}
