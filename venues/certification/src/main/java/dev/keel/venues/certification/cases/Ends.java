package dev.keel.venues.certification.cases;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueReport;
import dev.keel.venues.certification.Bench;
import dev.keel.venues.certification.Dialogue;
import java.util.Optional;

/** The end of an order, by whichever way the connector tells it. */
final class Ends {
    private Ends() {}

    /** Waits until an order is told to have ended so, by a report or by a query. */
    static void awaitTold(Bench bench, Order order, VenueOrder.State state) {
        bench.await(
                "order " + order.id() + " is told to be " + state,
                () -> reported(bench, order, state) || shown(bench, order, state));
    }

    /** Waits until it is told that the order has ended, in whatever way but by trading. */
    static void awaitEndedUnfilled(Bench bench, Order order) {
        bench.await(
                "order " + order.id() + " is told to have ended",
                () ->
                        isKnownNotTaken(bench, order)
                                || reported(bench, order, VenueOrder.State.CANCELED)
                                || reported(bench, order, VenueOrder.State.EXPIRED)
                                || reported(bench, order, VenueOrder.State.REJECTED)
                                || isShownEnded(bench, order));
    }

    /** Doubted for a code that no table lists; the venue has it not, and says so when asked. */
    private static boolean isKnownNotTaken(Bench bench, Order order) {
        return bench.heard(order, OrderChange.Doubted.class).isPresent()
                && bench.held(order).isEmpty()
                && new Dialogue(bench).query(order).orElse(null) instanceof VenueAnswer.NotFound;
    }

    private static boolean isShownEnded(Bench bench, Order order) {
        Optional<VenueAnswer> answer = new Dialogue(bench).query(order);
        return answer.orElse(null) instanceof VenueAnswer.Found(var found)
                && found.state() != VenueOrder.State.WORKING
                && found.state() != VenueOrder.State.FILLED;
    }

    static boolean reported(Bench bench, Order order, VenueOrder.State state) {
        return bench.ear().reports(order.id()).stream()
                .map(VenueReport::change)
                .anyMatch(change ->
                        switch (state) {
                            case CANCELED -> change instanceof OrderChange.Canceled;
                            case EXPIRED -> change instanceof OrderChange.Expired;
                            case REJECTED -> change instanceof OrderChange.Refused;
                            case WORKING, FILLED -> false;
                        });
    }

    private static boolean shown(Bench bench, Order order, VenueOrder.State state) {
        return new Dialogue(bench).query(order).orElse(null) instanceof VenueAnswer.Found(var found)
                && found.state() == state;
    }
}
