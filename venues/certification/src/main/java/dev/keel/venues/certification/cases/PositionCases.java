package dev.keel.venues.certification.cases;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Side;
import dev.keel.core.venue.VenueStatement;
import dev.keel.venues.certification.Bench;
import dev.keel.venues.certification.CaseGroup;
import dev.keel.venues.certification.ContractCase;
import dev.keel.venues.certification.Dialogue;
import dev.keel.venues.certification.Need;
import dev.keel.venues.connector.Capability;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/** Positions in derivatives: their sign, their unit, and that closing closes. */
final class PositionCases {
    private static final Need NEED =
            Need.of(Capability.MARKET_ORDER, Capability.POSITIONS).on(InstrumentKind.LINEAR);

    private PositionCases() {}

    static List<ContractCase> all() {
        return List.of(
                of(
                        461,
                        "a buy opens a long position of that many contracts",
                        "contracts and coins are not the same at every venue",
                        bench -> opens(bench, Side.BUY)),
                of(
                        462,
                        "a sell opens a short position, below zero",
                        "a short that is told as a long doubles when it is closed",
                        bench -> opens(bench, Side.SELL)),
                of(
                        463,
                        "the opposite order closes the position",
                        "in the wrong position mode it opens a second one",
                        PositionCases::closes),
                of(
                        464,
                        "twice the opposite order turns the position",
                        "what is netted must be netted on both sides",
                        PositionCases::turns));
    }

    private static ContractCase of(int number, String title, String why, ContractCase.Body body) {
        return new ContractCase(number, CaseGroup.POSITIONS, title, why, NEED, body);
    }

    private static void opens(Bench bench, Side side) {
        trade(bench, bench.requests().market(side));
        BigDecimal quantity = bench.requests().unit().value();
        requirePosition(bench, side == Side.BUY ? quantity : quantity.negate());
    }

    private static void closes(Bench bench) {
        trade(bench, bench.requests().market(Side.BUY));
        trade(bench, bench.requests().market(Side.SELL));
        requirePosition(bench, BigDecimal.ZERO);
    }

    private static void turns(Bench bench) {
        trade(bench, bench.requests().market(Side.BUY));
        trade(bench, bench.requests().market(Side.SELL).withQuantity(bench.requests().units(2)));
        requirePosition(bench, bench.requests().unit().value().negate());
    }

    private static void trade(Bench bench, OrderRequest request) {
        Order order = bench.filled(request);
        List<Fill> _ = Fills.awaitAll(bench, order);
    }

    private static void requirePosition(Bench bench, BigDecimal expected) {
        BigDecimal held = bench.broker().position(bench.instrument().id());
        bench.require(
                held.compareTo(expected) == 0, "the broker has " + expected + ", has " + held);
        VenueStatement _ =
                new Dialogue(bench)
                        .whole(
                                null,
                                statement ->
                                        Objects.requireNonNull(statement.holdings())
                                                        .position(bench.instrument().id())
                                                        .compareTo(expected)
                                                == 0);
    }
}
