package dev.keel.venues.certification.cases;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.Side;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueStatement;
import dev.keel.core.venue.VenueTrade;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A connection dies, and another one takes the account up. */
final class RestartCases {
    private static final Need FINDS = Need.of(Capability.LIMIT_ORDER, Capability.FIND_BY_CLIENT_ID);
    private static final Need HISTORY = Need.of(Capability.LIMIT_ORDER, Capability.TRADE_HISTORY);

    private RestartCases() {}

    static List<ContractCase> all() {
        return List.of(
                of(
                        301,
                        "an order that worked before is found after",
                        "what works at the venue is a risk, whoever placed it",
                        FINDS,
                        RestartCases::findsWorking),
                of(
                        302,
                        "an order in flight, whose answer was lost, is found after",
                        "the very moment at which orders get lost",
                        FINDS.under(WireFault.HANGS_AFTER),
                        RestartCases::findsInFlight),
                of(
                        303,
                        "an order that was lost before the venue saw it is not found after",
                        "it must end one day, and not come to life",
                        FINDS.under(WireFault.LOST_BEFORE),
                        RestartCases::doesNotFindLost),
                of(
                        304,
                        "a cancel in flight ends as the venue has it",
                        "a cancel that went astray has to be sent again",
                        FINDS.under(WireFault.HANGS_AFTER),
                        RestartCases::knowsCancelInFlight),
                of(
                        305,
                        "fills that were missed are in the history after the cursor",
                        "they are the position",
                        HISTORY,
                        RestartCases::tellsMissedFills),
                of(
                        306,
                        "without a cursor the history begins at the beginning",
                        "a cursor that was lost must cost time, not trades",
                        HISTORY,
                        RestartCases::startsWithoutCursor),
                of(
                        307,
                        "an order that ended while nobody listened is known to have ended",
                        "a ledger that believes it to work waits for ever",
                        FINDS,
                        RestartCases::knowsEnded),
                of(
                        308,
                        "connecting sends no order and cancels none",
                        "a restart must be harmless, however often it happens",
                        Need.of(Capability.LIMIT_ORDER),
                        RestartCases::touchesNothing),
                of(
                        309,
                        "closing leaves what is in flight as not known",
                        "a shutdown is no answer of the venue",
                        Need.of(Capability.LIMIT_ORDER).under(WireFault.HANGS_AFTER),
                        RestartCases::closesInDoubt),
                of(
                        310,
                        "after closing nothing is sent, and calls do no harm",
                        "a closed connection belongs to nobody",
                        Need.of(Capability.LIMIT_ORDER),
                        RestartCases::sendsNothingClosed),
                of(
                        311,
                        "orders placed after a reconnect are placed as before",
                        "a connection that comes back half is worse than none",
                        Need.of(Capability.LIMIT_ORDER),
                        RestartCases::tradesOn));
    }

    private static ContractCase of(
            int number, String title, String why, Need need, ContractCase.Body body) {
        return new ContractCase(number, CaseGroup.RESTART, title, why, need, body);
    }

    private static void findsWorking(Bench bench) {
        Order order = bench.workingKept(bench.requests().resting(Side.BUY));
        var _ = bench.reconnect();
        VenueOrder found = new Dialogue(bench).find(order);
        bench.require(found.state() == VenueOrder.State.WORKING, "it is shown to work: " + found);
    }

    private static void findsInFlight(Bench bench) {
        Order _ = bench.workingKept(bench.requests().resting(Side.BUY));
        bench.broker().inject(WireFault.HANGS_AFTER, Ask.SUBMIT, 1);
        Order order = bench.submitKept(bench.requests().resting(Side.BUY));
        bench.await("the broker has it", () -> bench.held(order).isPresent());
        var _ = bench.reconnect();
        VenueOrder found = new Dialogue(bench).find(order);
        bench.require(found.state() == VenueOrder.State.WORKING, "it is shown to work: " + found);
    }

    private static void doesNotFindLost(Bench bench) {
        Order _ = bench.workingKept(bench.requests().resting(Side.BUY));
        int before = bench.broker().received(Ask.SUBMIT);
        bench.broker().inject(WireFault.LOST_BEFORE, Ask.SUBMIT, 1);
        Order order = bench.submitKept(bench.requests().resting(Side.BUY));
        bench.giveTime(order);
        var _ = bench.reconnect();
        var _ = new Dialogue(bench).query(order);
        bench.require(
                bench.held(order).isEmpty() && bench.broker().received(Ask.SUBMIT) <= before + 1,
                "it is not sent again by a reconnect");
    }

    private static void knowsCancelInFlight(Bench bench) {
        Order order = bench.workingKept(bench.requests().resting(Side.BUY));
        bench.broker().inject(WireFault.HANGS_AFTER, Ask.CANCEL, 1);
        bench.venue().cancel(order);
        bench.await(
                "the broker has cancelled it",
                () -> bench.truth(order).state() == BrokerOrder.State.CANCELED);
        var _ = bench.reconnect();
        if (bench.can(Capability.ENDED_ORDERS)) {
            Ends.awaitTold(bench, order, VenueOrder.State.CANCELED);
        }
    }

    private static void tellsMissedFills(Bench bench) {
        Order order = bench.workingKept(bench.requests().resting(Side.BUY));
        Dialogue dialogue = new Dialogue(bench);
        String cursor = cursorOf(dialogue.whole(null));
        fill(bench, order, 3);
        var _ = bench.reconnect();
        fill(bench, order, 2);
        requireTrades(bench, dialogue, cursor, order, 5);
    }

    private static void startsWithoutCursor(Bench bench) {
        Order order = bench.workingKept(bench.requests().resting(Side.BUY));
        Dialogue dialogue = new Dialogue(bench);
        fill(bench, order, 3);
        VenueStatement _ = dialogue.whole(null);
        fill(bench, order, 2);
        var _ = bench.reconnect();
        requireTrades(bench, dialogue, null, order, 5);
    }

    private static void requireTrades(
            Bench bench, Dialogue dialogue, @Nullable String cursor, Order order, int parts) {
        BigDecimal expected = bench.requests().parts(parts).value();
        List<VenueTrade> trades =
                dialogue.trades(cursor, all -> total(all, order).compareTo(expected) >= 0);
        bench.require(
                total(trades, order).compareTo(expected) == 0,
                "each trade is told, and once: " + trades);
    }

    private static BigDecimal total(List<VenueTrade> trades, Order order) {
        return Fills.total(
                trades.stream()
                        .filter(trade -> order.id().equals(trade.clientId()))
                        .map(VenueTrade::fill)
                        .toList());
    }

    private static void fill(Bench bench, Order order, int parts) {
        bench.broker()
                .fill(
                        bench.rig().clientIdOf(order.id()),
                        bench.requests().parts(parts).value(),
                        bench.requests().price("90").value());
    }

    private static void knowsEnded(Bench bench) {
        Order order = bench.workingKept(bench.requests().resting(Side.BUY));
        bench.broker().cancel(bench.rig().clientIdOf(order.id()));
        var _ = bench.reconnect();
        Ends.awaitTold(bench, order, VenueOrder.State.CANCELED);
    }

    private static void touchesNothing(Bench bench) {
        Order order = bench.workingKept(bench.requests().resting(Side.BUY));
        int submits = bench.broker().received(Ask.SUBMIT);
        int cancels = bench.broker().received(Ask.CANCEL);
        for (int i = 0; i < 3; i++) {
            var _ = bench.reconnect();
            var _ = new Dialogue(bench).statement(null);
        }
        bench.require(
                bench.broker().received(Ask.SUBMIT) == submits
                        && bench.broker().received(Ask.CANCEL) == cancels
                        && bench.truth(order).state() == BrokerOrder.State.WORKING,
                "three reconnects change nothing");
    }

    private static void closesInDoubt(Bench bench) {
        Order _ = bench.workingKept(bench.requests().resting(Side.BUY));
        bench.broker().inject(WireFault.HANGS_AFTER, Ask.SUBMIT, 1);
        Order order = bench.submitKept(bench.requests().resting(Side.BUY));
        bench.await("the broker has it", () -> bench.held(order).isPresent());
        bench.rig().connection().close();
        // A refusal, or an end, would be false: the check after every case sees to it.
        bench.giveTime(order);
    }

    private static void sendsNothingClosed(Bench bench) {
        Order _ = bench.workingKept(bench.requests().resting(Side.BUY));
        Venue venue = bench.venue();
        bench.rig().connection().close();
        bench.rig().connection().close();
        int before = bench.broker().received(Ask.SUBMIT);
        Order order = bench.requests().order(bench.requests().resting(Side.BUY));
        venue.submit(order);
        venue.query(order.id());
        venue.state(null);
        bench.giveTime(order);
        bench.require(
                bench.broker().received(Ask.SUBMIT) == before && bench.held(order).isEmpty(),
                "nothing is sent");
        bench.require(
                bench.heard(order, OrderChange.Accepted.class).isEmpty(), "nothing is accepted");
    }

    private static void tradesOn(Bench bench) {
        Order _ = bench.workingKept(bench.requests().resting(Side.BUY));
        var _ = bench.reconnect();
        Order order = bench.working(bench.requests().resting(Side.BUY));
        bench.venue().cancel(order);
        Ends.awaitTold(bench, order, VenueOrder.State.CANCELED);
    }

    private static @Nullable String cursorOf(VenueStatement statement) {
        return Objects.requireNonNull(statement.history()).cursor();
    }
}
