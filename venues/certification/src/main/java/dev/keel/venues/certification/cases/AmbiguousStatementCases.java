package dev.keel.venues.certification.cases;

import dev.keel.core.order.Order;
import dev.keel.core.order.Side;
import dev.keel.core.venue.History;
import dev.keel.core.venue.Holdings;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueStatement;
import dev.keel.venues.certification.Bench;
import dev.keel.venues.certification.CaseGroup;
import dev.keel.venues.certification.ContractCase;
import dev.keel.venues.certification.Dialogue;
import dev.keel.venues.certification.Need;
import dev.keel.venues.certification.NotShown;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.WireFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Each way in which a part of a statement can be lost or spoilt: 190, 220 and 250 for open orders,
 * history and holdings, and the fault's place.
 */
final class AmbiguousStatementCases {
    private AmbiguousStatementCases() {}

    static List<ContractCase> all() {
        List<ContractCase> all = new ArrayList<>();
        all.addAll(of(190, Ask.OPEN_ORDERS, "open orders", Capability.OPEN_ORDERS));
        all.addAll(of(220, Ask.HISTORY, "the history", Capability.TRADE_HISTORY));
        all.addAll(of(250, Ask.HOLDINGS, "holdings", Capability.BALANCES));
        return List.copyOf(all);
    }

    private static List<ContractCase> of(int first, Ask part, String words, Capability can) {
        return Stream.of(WireFault.values())
                .map(fault ->
                        new ContractCase(
                                first + Ambiguity.place(fault),
                                CaseGroup.AMBIGUOUS_STATEMENT,
                                "with "
                                        + words
                                        + " met by \""
                                        + Ambiguity.words(fault)
                                        + "\" a statement's part is complete or missing",
                                "what is missing from a list that seems complete counts as gone",
                                Need.of(Capability.LIMIT_ORDER, can).under(fault),
                                bench -> run(bench, part, fault)))
                .toList();
    }

    private static void run(Bench bench, Ask part, WireFault fault) {
        Order traded = bench.filled(bench.requests().crossing(Side.BUY));
        Order working = bench.working(bench.requests().resting(Side.BUY));
        Dialogue dialogue = new Dialogue(bench);
        VenueStatement before =
                dialogue.whole(null, statement -> isTrue(bench, statement, traded, working));
        int asked = bench.broker().received(part);
        bench.broker().inject(fault, part, 1);
        dialogue.statement(null)
                .ifPresent(statement ->
                        bench.require(
                                isTrue(bench, statement, traded, working),
                                "each part is complete or missing: "
                                        + statement
                                        + ", the broker has "
                                        + bench.broker().orders()));
        if (bench.broker().received(part) == asked) {
            throw new NotShown("the connector reads " + part + " in another way");
        }
        VenueStatement after =
                dialogue.whole(null, statement -> isTrue(bench, statement, traded, working));
        bench.require(
                Objects.equals(
                        before.openOrders() == null ? null : before.openOrders().size(),
                        after.openOrders() == null ? null : after.openOrders().size()),
                "asked again, the statement is whole");
    }

    private static boolean isTrue(
            Bench bench, VenueStatement statement, Order traded, Order working) {
        return isComplete(statement.openOrders(), working)
                && isComplete(statement.history(), traded)
                && isComplete(bench, statement.holdings());
    }

    private static boolean isComplete(@Nullable List<VenueOrder> open, Order working) {
        return open == null
                || open.stream().map(VenueOrder::clientId).toList().equals(List.of(working.id()));
    }

    private static boolean isComplete(@Nullable History history, Order traded) {
        return history == null
                || Fills.total(
                                        history.trades().stream()
                                                .filter(trade ->
                                                        traded.id().equals(trade.clientId()))
                                                .map(trade -> trade.fill())
                                                .toList())
                                .compareTo(traded.request().quantity().value())
                        == 0;
    }

    private static boolean isComplete(Bench bench, @Nullable Holdings holdings) {
        return holdings == null
                || holdings.position(bench.instrument().id())
                                .compareTo(bench.broker().position(bench.instrument().id()))
                        == 0;
    }
}
