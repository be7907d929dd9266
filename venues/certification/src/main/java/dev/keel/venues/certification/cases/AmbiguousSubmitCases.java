package dev.keel.venues.certification.cases;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.Side;
import dev.keel.core.venue.VenueAnswer;
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

/** Each way in which the answer to an order can be lost or spoilt: 100 and the fault's place. */
final class AmbiguousSubmitCases {
    private static final int FIRST = 100;

    private AmbiguousSubmitCases() {}

    static List<ContractCase> all() {
        return Stream.of(WireFault.values()).map(AmbiguousSubmitCases::of).toList();
    }

    private static ContractCase of(WireFault fault) {
        return new ContractCase(
                FIRST + Ambiguity.place(fault),
                CaseGroup.AMBIGUOUS_SUBMIT,
                "a submit met by \"" + Ambiguity.words(fault) + "\" is told for what it is",
                "what is not known must not be taken for done, nor for not done, nor be repeated",
                Need.of(Capability.LIMIT_ORDER).under(fault),
                bench -> run(bench, fault));
    }

    private static void run(Bench bench, WireFault fault) {
        // The first order's life shows that all is well before.
        Order _ = bench.working(bench.requests().resting(Side.BUY));
        int before = bench.broker().received(Ask.SUBMIT);
        bench.broker().inject(fault, Ask.SUBMIT, 1);
        Order order = bench.submit(bench.requests().resting(Side.BUY));
        bench.giveTime(() ->
                bench.heard(order, OrderChange.Doubted.class).isPresent()
                        || bench.heard(order, OrderChange.Refused.class).isPresent());

        boolean refused = bench.heard(order, OrderChange.Refused.class).isPresent();
        if (fault == WireFault.VENUE_REFUSES) {
            bench.require(refused, "the venue's refusal, which its table lists, is one");
            bench.require(
                    bench.heard(order, OrderChange.Refused.class)
                            .filter(it -> !it.evidence().reference().isBlank())
                            .isPresent(),
                    "the refusal carries the venue's words");
        } else {
            bench.require(
                    !refused || Ambiguity.isVenuesRefusal(fault), "it is not said to be refused");
        }
        int sent = bench.broker().received(Ask.SUBMIT) - before;
        bench.require(sent <= 1, "it is sent once, was " + sent + " times");
        bench.require(
                bench.broker().orders().size() <= 2,
                "the broker has no more orders than were placed");
        resolve(bench, order, fault);
    }

    /** Asked for, the order is shown where the broker has it, and nowhere else. */
    private static void resolve(Bench bench, Order order, WireFault fault) {
        if (!bench.can(Capability.FIND_BY_CLIENT_ID)) {
            return;
        }
        Dialogue dialogue = new Dialogue(bench);
        if (bench.held(order).filter(AmbiguousSubmitCases::works).isPresent()) {
            VenueOrder found = dialogue.find(order);
            bench.require(
                    found.state() == VenueOrder.State.WORKING, "it is shown to work: " + found);
        } else if (fault != WireFault.DELAYED) {
            bench.await(
                    "the venue's word is that there is no such order, or that it was refused",
                    () -> {
                        VenueAnswer answer = dialogue.query(order).orElse(null);
                        return answer instanceof VenueAnswer.NotFound
                                || (answer instanceof VenueAnswer.Found(var found)
                                        && found.state() == VenueOrder.State.REJECTED);
                    });
        }
    }

    private static boolean works(BrokerOrder order) {
        return order.state() == BrokerOrder.State.WORKING;
    }
}
