package dev.keel.venues.certification.cases;

import dev.keel.core.order.Side;
import dev.keel.venues.certification.Bench;
import dev.keel.venues.certification.ContractBroken;
import dev.keel.venues.simulator.BrokerOrder;

/** Orders that somebody else places on the account. */
final class Foreign {
    private Foreign() {}

    /**
     * Places one of a unit.
     *
     * @return the venue's id of it
     */
    static String place(Bench bench, Side side, String limit) {
        return bench.broker()
                .placeByHand(
                        bench.instrument().id(),
                        side,
                        bench.requests().unit().value(),
                        bench.requests().price(limit).value());
    }

    static BrokerOrder truth(Bench bench, String venueId) {
        return bench.broker().orders().stream()
                .filter(order -> order.venueId().equals(venueId))
                .findFirst()
                .orElseThrow(() -> new ContractBroken("the broker must have order " + venueId));
    }
}
