package dev.keel.venues.certification.cases;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import dev.keel.core.order.TimeInForce;
import dev.keel.venues.certification.Bench;
import dev.keel.venues.certification.CaseGroup;
import dev.keel.venues.certification.ContractCase;
import dev.keel.venues.certification.Need;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.WireFault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Orders that are refused, by the venue or before they reach it. */
final class RejectCases {
    private static final Duration LONG_AGO = Duration.ofHours(2);

    private RejectCases() {}

    static List<ContractCase> all() {
        return List.of(
                of(
                        20,
                        "after a refusal the next order goes through",
                        "a refusal concerns one order, not the connection",
                        Need.of(Capability.LIMIT_ORDER).under(WireFault.VENUE_REFUSES),
                        RejectCases::goesOnAfterRefusal),
                of(
                        21,
                        "a refused order leaves nothing at the venue",
                        "what was refused must not come to life",
                        Need.of(Capability.LIMIT_ORDER).under(WireFault.VENUE_REFUSES),
                        RejectCases::leavesNothing),
                of(
                        22,
                        "an order that was decided hours ago is not taken by the venue",
                        "a process that stood still wakes up and sends what nobody wants any more",
                        Need.of(Capability.LIMIT_ORDER),
                        RejectCases::sendsNothingStale),
                of(
                        23,
                        "an instrument that the account does not trade is refused unsent",
                        "a name that the venue reads as another market buys the wrong thing",
                        Need.of(Capability.LIMIT_ORDER),
                        RejectCases::refusesUnknownInstrument),
                of(
                        24,
                        "what the connector cannot do is refused unsent, never turned into"
                                + " something else",
                        "a stop that is sent as a market order closes the position at once",
                        Need.NOTHING,
                        RejectCases::refusesWhatItCannot));
    }

    private static ContractCase of(
            int number, String title, String why, Need need, ContractCase.Body body) {
        return new ContractCase(number, CaseGroup.REJECTS, title, why, need, body);
    }

    private static Order refused(Bench bench) {
        Order _ = bench.working(bench.requests().resting(Side.BUY));
        bench.broker().inject(WireFault.VENUE_REFUSES, Ask.SUBMIT, 1);
        Order order = bench.submit(bench.requests().resting(Side.BUY));
        bench.await(
                "the refusal is told",
                () -> bench.heard(order, OrderChange.Refused.class).isPresent());
        return order;
    }

    private static void goesOnAfterRefusal(Bench bench) {
        Order _ = refused(bench);
        Order _ = bench.working(bench.requests().resting(Side.BUY));
    }

    private static void leavesNothing(Bench bench) {
        Order order = refused(bench);
        bench.broker().quote(bench.instrument().id(), new BigDecimal("80"), new BigDecimal("80.1"));
        bench.require(
                bench.held(order).map(it -> it.filled().signum() == 0).orElse(true),
                "nothing of it trades");
    }

    private static void sendsNothingStale(Bench bench) {
        Order _ = bench.working(bench.requests().resting(Side.BUY));
        Order stale =
                bench.submit(
                        bench.requests()
                                .order(
                                        bench.requests().resting(Side.BUY),
                                        bench.now().minus(LONG_AGO)));
        bench.giveTime(stale);
        bench.require(bench.held(stale).isEmpty() || isEnded(bench, stale), "the venue has it not");
        Order _ = bench.working(bench.requests().resting(Side.BUY));
        bench.require(bench.held(stale).isEmpty() || isEnded(bench, stale), "nor gets it later");
    }

    private static boolean isEnded(Bench bench, Order order) {
        return switch (bench.truth(order).state()) {
            case REJECTED, EXPIRED -> true;
            case DORMANT, WORKING, FILLED, CANCELED -> false;
        };
    }

    private static void refusesUnknownInstrument(Bench bench) {
        Order _ = bench.working(bench.requests().resting(Side.BUY));
        OrderRequest request =
                OrderRequest.market(
                                InstrumentId.of("NOTHING/AT-ALL"),
                                Side.BUY,
                                bench.requests().unit())
                        .withType(bench.requests().resting(Side.BUY).type());
        requireRefusedUnsent(bench, request);
    }

    private static void refusesWhatItCannot(Bench bench) {
        Order _ = bench.working(bench.requests().resting(Side.BUY));
        demands(bench)
                .forEach((capability, request) -> {
                    if (!bench.can(capability)) {
                        requireRefusedUnsent(bench, request);
                    }
                });
    }

    /** A request that needs the capability, for each that a request can need. */
    private static Map<Capability, OrderRequest> demands(Bench bench) {
        OrderRequest resting = bench.requests().resting(Side.BUY);
        Map<Capability, OrderRequest> demands = new EnumMap<>(Capability.class);
        demands.put(
                Capability.STOP_ORDER,
                resting.withType(new OrderType.Stop(bench.requests().price("110"))));
        demands.put(
                Capability.STOP_LIMIT_ORDER,
                resting.withType(
                        new OrderType.StopLimit(
                                bench.requests().price("110"), bench.requests().price("111"))));
        demands.put(
                Capability.TRAILING_STOP_ORDER,
                resting.withType(new OrderType.TrailingStop(new BigDecimal("5"))));
        demands.put(Capability.POST_ONLY, resting.with(Instruction.POST_ONLY));
        demands.put(
                Capability.IMMEDIATE_OR_CANCEL,
                resting.withTimeInForce(TimeInForce.ImmediateOrCancel.INSTANCE));
        demands.put(
                Capability.FILL_OR_KILL, resting.withTimeInForce(TimeInForce.FillOrKill.INSTANCE));
        demands.put(
                Capability.GOOD_TILL_DATE,
                resting.withTimeInForce(
                        new TimeInForce.GoodTillDate(bench.now().plus(Duration.ofDays(1)))));
        demands.put(
                Capability.REDUCE_ONLY,
                bench.requests().resting(Side.SELL).with(Instruction.REDUCE_ONLY));
        return demands;
    }

    static void requireRefusedUnsent(Bench bench, OrderRequest request) {
        int before = bench.broker().received(Ask.SUBMIT);
        Order order = bench.submit(request);
        bench.await(
                "it is refused: " + request,
                () -> bench.heard(order, OrderChange.Refused.class).isPresent());
        bench.require(
                bench.broker().received(Ask.SUBMIT) == before && bench.held(order).isEmpty(),
                "it never reaches the wire: " + request);
    }
}
