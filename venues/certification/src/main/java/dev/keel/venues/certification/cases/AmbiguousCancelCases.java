package dev.keel.venues.certification.cases;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.Side;
import dev.keel.core.venue.VenueOrder;
import dev.keel.venues.certification.Bench;
import dev.keel.venues.certification.CaseGroup;
import dev.keel.venues.certification.ContractCase;
import dev.keel.venues.certification.Dialogue;
import dev.keel.venues.certification.Need;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.simulator.BrokerOrder;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.WireFault;
import java.util.List;
import java.util.stream.Stream;

/** Each way in which the answer to a cancel can be lost or spoilt: 130 and the fault's place. */
final class AmbiguousCancelCases {
    private static final int FIRST = 130;

    private AmbiguousCancelCases() {}

    static List<ContractCase> all() {
        return Stream.of(WireFault.values()).map(AmbiguousCancelCases::of).toList();
    }

    private static ContractCase of(WireFault fault) {
        return new ContractCase(
                FIRST + Ambiguity.place(fault),
                CaseGroup.AMBIGUOUS_CANCEL,
                "a cancel met by \"" + Ambiguity.words(fault) + "\" ends nothing that works",
                "an order that is believed to be gone may still fill",
                Need.of(Capability.LIMIT_ORDER).under(fault),
                bench -> run(bench, fault));
    }

    private static void run(Bench bench, WireFault fault) {
        Order order = bench.working(bench.requests().resting(Side.BUY));
        int before = bench.broker().received(Ask.CANCEL);
        bench.broker().inject(fault, Ask.CANCEL, 1);
        bench.venue().cancel(order);
        bench.giveTime(() ->
                bench.heard(order, OrderChange.Doubted.class).isPresent()
                        || bench.heard(order, OrderChange.CancelRefused.class).isPresent()
                        || Ends.reported(bench, order, VenueOrder.State.CANCELED));

        boolean works = bench.truth(order).state() == BrokerOrder.State.WORKING;
        bench.require(
                !works || !Ends.reported(bench, order, VenueOrder.State.CANCELED),
                "an order that works is not said to have ended");
        int sent = bench.broker().received(Ask.CANCEL) - before;
        // A cancel may be repeated, and at some venues an order may be in one of two places.
        bench.require(sent <= 2, "the cancel is sent at most twice, was " + sent + " times");
        resolve(bench, order);
    }

    private static void resolve(Bench bench, Order order) {
        boolean ended = bench.truth(order).state() == BrokerOrder.State.CANCELED;
        if (ended && bench.can(Capability.ENDED_ORDERS)) {
            Ends.awaitTold(bench, order, VenueOrder.State.CANCELED);
        } else if (!ended && bench.can(Capability.FIND_BY_CLIENT_ID)) {
            VenueOrder _ =
                    new Dialogue(bench)
                            .find(
                                    order,
                                    shown ->
                                            shown.state() == VenueOrder.State.WORKING
                                                    || bench.truth(order).state()
                                                            == BrokerOrder.State.CANCELED);
        }
    }
}
