package dev.keel.venues.certification.cases;

import dev.keel.core.order.Order;
import dev.keel.core.order.Side;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.venues.certification.Bench;
import dev.keel.venues.certification.CaseGroup;
import dev.keel.venues.certification.ContractCase;
import dev.keel.venues.certification.Dialogue;
import dev.keel.venues.certification.Need;
import dev.keel.venues.certification.NotShown;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.WireFault;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Each way in which the answer to a query can be lost or spoilt: 160 and the fault's place. */
final class AmbiguousQueryCases {
    private static final int FIRST = 160;

    private AmbiguousQueryCases() {}

    static List<ContractCase> all() {
        return Stream.of(WireFault.values()).map(AmbiguousQueryCases::of).toList();
    }

    private static ContractCase of(WireFault fault) {
        return new ContractCase(
                FIRST + Ambiguity.place(fault),
                CaseGroup.AMBIGUOUS_QUERY,
                "a query met by \"" + Ambiguity.words(fault) + "\" proves nothing",
                "a query that fails and is read as \"no such order\" loses an order that lives",
                Need.of(Capability.LIMIT_ORDER, Capability.FIND_BY_CLIENT_ID).under(fault),
                bench -> run(bench, fault));
    }

    private static void run(Bench bench, WireFault fault) {
        Order order = bench.working(bench.requests().resting(Side.BUY));
        int before = bench.broker().received(Ask.QUERY);
        bench.broker().inject(fault, Ask.QUERY, 1);
        // That it is not said to be unknown, the dialogue itself sees to.
        Optional<VenueAnswer> answer = new Dialogue(bench).query(order);
        bench.require(
                answer.filter(VenueAnswer.Found.class::isInstance)
                        .map(it -> ((VenueAnswer.Found) it).order())
                        .filter(found -> found.state() != VenueOrder.State.WORKING)
                        .isEmpty(),
                "it is not shown as something that it is not: " + answer);
        if (bench.broker().received(Ask.QUERY) == before) {
            throw new NotShown("the connector asks for an order in another way");
        }
        VenueOrder found = new Dialogue(bench).find(order);
        bench.require(
                found.state() == VenueOrder.State.WORKING, "asked again, it is shown: " + found);
    }
}
