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
import java.math.BigDecimal;
import java.util.List;

/** Cancels, and what they race with. */
final class CancelCases {
    private static final Need LIMIT = Need.of(Capability.LIMIT_ORDER);

    private CancelCases() {}

    static List<ContractCase> all() {
        return List.of(
                of(
                        361,
                        "a cancel of an order that has filled ends nothing",
                        "\"no such order\" is said of filled ones too",
                        LIMIT,
                        CancelCases::cancelsFilled),
                of(
                        362,
                        "a cancel of an order that never arrived ends nothing",
                        "the order may still be under way",
                        LIMIT.under(WireFault.LOST_BEFORE),
                        CancelCases::cancelsLost),
                of(
                        363,
                        "a cancel right after the order leaves what the broker has",
                        "people change their minds within milliseconds",
                        LIMIT,
                        CancelCases::cancelsAtOnce),
                of(
                        364,
                        "a cancel may be sent twice",
                        "one that went astray is sent again",
                        LIMIT,
                        CancelCases::cancelsTwice),
                of(
                        365,
                        "a cancel touches no other order",
                        "\"cancel all\" is not what was asked",
                        LIMIT,
                        CancelCases::touchesNoOther),
                of(
                        366,
                        "a cancel touches no order of somebody else",
                        "people and other programs trade on the account too",
                        LIMIT,
                        CancelCases::touchesNoForeign),
                of(
                        367,
                        "an order that the broker filled before the cancel is told as filled",
                        "a position that is taken for none is not protected",
                        LIMIT,
                        CancelCases::fillsBeforeCancel));
    }

    private static ContractCase of(
            int number, String title, String why, Need need, ContractCase.Body body) {
        return new ContractCase(number, CaseGroup.CANCELS, title, why, need, body);
    }

    private static void giveTimeForCancel(Bench bench, Order order) {
        bench.giveTime(() ->
                bench.heard(order, OrderChange.CancelRefused.class).isPresent()
                        || bench.heard(order, OrderChange.Doubted.class).isPresent()
                        || Ends.reported(bench, order, VenueOrder.State.CANCELED));
    }

    private static void cancelsFilled(Bench bench) {
        Order order = bench.filled(bench.requests().crossing(Side.BUY));
        bench.venue().cancel(order);
        giveTimeForCancel(bench, order);
        bench.require(
                !Ends.reported(bench, order, VenueOrder.State.CANCELED),
                "it is not said to be cancelled");
        var _ = Fills.awaitAll(bench, order);
    }

    private static void cancelsLost(Bench bench) {
        Order _ = bench.working(bench.requests().resting(Side.BUY));
        bench.broker().inject(WireFault.LOST_BEFORE, Ask.SUBMIT, 1);
        Order order = bench.submit(bench.requests().resting(Side.BUY));
        bench.giveTime(order);
        bench.venue().cancel(order);
        giveTimeForCancel(bench, order);
        bench.require(
                !Ends.reported(bench, order, VenueOrder.State.CANCELED),
                "it is not said to be cancelled");
    }

    private static void cancelsAtOnce(Bench bench) {
        Order _ = bench.working(bench.requests().resting(Side.BUY));
        Order order = bench.submit(bench.requests().resting(Side.BUY));
        bench.venue().cancel(order);
        bench.await("the broker has seen it", () -> bench.held(order).isPresent());
        giveTimeForCancel(bench, order);
        if (bench.truth(order).state() == BrokerOrder.State.WORKING
                && bench.can(Capability.FIND_BY_CLIENT_ID)) {
            VenueOrder found = new Dialogue(bench).find(order);
            bench.require(
                    found.state() == VenueOrder.State.WORKING
                            || bench.truth(order).state() != BrokerOrder.State.WORKING,
                    "it is shown to work: " + found);
        }
    }

    private static void cancelsTwice(Bench bench) {
        Order order = bench.working(bench.requests().resting(Side.BUY));
        bench.venue().cancel(order);
        bench.venue().cancel(order);
        bench.await(
                "the broker has cancelled it",
                () -> bench.truth(order).state() == BrokerOrder.State.CANCELED);
        Ends.awaitTold(bench, order, VenueOrder.State.CANCELED);
    }

    private static void touchesNoOther(Bench bench) {
        Order one = bench.working(bench.requests().resting(Side.BUY));
        Order two = bench.working(bench.requests().resting(Side.BUY));
        Order three = bench.working(bench.requests().resting(Side.BUY));
        bench.venue().cancel(two);
        Ends.awaitTold(bench, two, VenueOrder.State.CANCELED);
        bench.require(
                bench.truth(one).state() == BrokerOrder.State.WORKING
                        && bench.truth(three).state() == BrokerOrder.State.WORKING,
                "the others work on");
    }

    private static void touchesNoForeign(Bench bench) {
        Order order = bench.working(bench.requests().resting(Side.BUY));
        String foreign = Foreign.place(bench, Side.BUY, "80");
        bench.venue().cancel(order);
        Ends.awaitTold(bench, order, VenueOrder.State.CANCELED);
        bench.require(
                Foreign.truth(bench, foreign).state() == BrokerOrder.State.WORKING,
                "the foreign order works on");
    }

    private static void fillsBeforeCancel(Bench bench) {
        Order order = bench.working(bench.requests().resting(Side.BUY));
        bench.broker().quote(bench.instrument().id(), new BigDecimal("89"), new BigDecimal("89.1"));
        bench.venue().cancel(order);
        bench.await(
                "the broker has filled it",
                () -> bench.truth(order).state() == BrokerOrder.State.FILLED);
        var _ = Fills.awaitAll(bench, order);
        bench.require(
                !Ends.reported(bench, order, VenueOrder.State.CANCELED),
                "it is not said to be cancelled");
    }
}
