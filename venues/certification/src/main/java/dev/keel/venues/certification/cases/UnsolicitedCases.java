package dev.keel.venues.certification.cases;

import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.Side;
import dev.keel.core.venue.History;
import dev.keel.core.venue.Movement;
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
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens on the account without having been asked for. */
final class UnsolicitedCases {
    private UnsolicitedCases() {}

    static List<ContractCase> all() {
        return List.of(
                of(
                        381,
                        "an order that the venue cancels by itself is told to have ended",
                        "venues cancel at maintenance, at limits, at liquidation",
                        Need.of(Capability.LIMIT_ORDER),
                        UnsolicitedCases::tellsVenuesCancel),
                of(
                        382,
                        "an order of somebody else is shown, and not as ours",
                        "it binds funds; but it is not ours to touch",
                        Need.of(Capability.LIMIT_ORDER, Capability.OPEN_ORDERS),
                        UnsolicitedCases::showsForeign),
                of(
                        383,
                        "a trade of somebody else is in the history, and not as ours",
                        "it changes the position; the ledger must know by what",
                        Need.of(Capability.LIMIT_ORDER, Capability.TRADE_HISTORY),
                        UnsolicitedCases::tellsForeignTrade),
                of(
                        384,
                        "a trade that the venue takes back is told",
                        "the position is smaller than the ledger has it",
                        Need.of(Capability.LIMIT_ORDER),
                        UnsolicitedCases::tellsBust),
                of(
                        385,
                        "a deposit is told as a movement",
                        "cash that nobody explains freezes the account",
                        Need.of(Capability.LIMIT_ORDER, Capability.MOVEMENTS),
                        bench -> tellsMovement(bench, new BigDecimal("250"))),
                of(
                        386,
                        "a withdrawal is told as a movement below zero",
                        "cash that nobody explains freezes the account",
                        Need.of(Capability.LIMIT_ORDER, Capability.MOVEMENTS),
                        bench -> tellsMovement(bench, new BigDecimal("-40"))),
                of(
                        387,
                        "connecting, asking and closing touch no order of somebody else",
                        "people and other programs trade on the account too",
                        Need.of(Capability.LIMIT_ORDER),
                        UnsolicitedCases::touchesNoForeign));
    }

    private static ContractCase of(
            int number, String title, String why, Need need, ContractCase.Body body) {
        return new ContractCase(number, CaseGroup.UNSOLICITED, title, why, need, body);
    }

    private static void tellsVenuesCancel(Bench bench) {
        Order order = bench.working(bench.requests().resting(Side.BUY));
        bench.broker().cancel(bench.rig().clientIdOf(order.id()));
        Ends.awaitTold(bench, order, VenueOrder.State.CANCELED);
    }

    private static void showsForeign(Bench bench) {
        Order own = bench.working(bench.requests().resting(Side.BUY));
        String foreign = Foreign.place(bench, Side.BUY, "80");
        VenueStatement _ =
                new Dialogue(bench)
                        .whole(
                                null,
                                statement ->
                                        shows(statement.openOrders(), foreign, null)
                                                && shows(
                                                        statement.openOrders(),
                                                        bench.truth(own).venueId(),
                                                        own));
    }

    private static boolean shows(
            @Nullable List<VenueOrder> open, String venueId, @Nullable Order own) {
        return open != null
                && open.stream()
                                .filter(order -> order.id().value().equals(venueId))
                                .filter(order ->
                                        own == null
                                                ? order.clientId() == null
                                                : own.id().equals(order.clientId()))
                                .count()
                        == 1;
    }

    private static void tellsForeignTrade(Bench bench) {
        Order _ = bench.working(bench.requests().resting(Side.BUY));
        String foreign = Foreign.place(bench, Side.BUY, "101");
        bench.await(
                "the foreign order trades",
                () -> Foreign.truth(bench, foreign).state() == BrokerOrder.State.FILLED);
        BigDecimal traded = bench.requests().unit().value();
        List<VenueTrade> _ =
                new Dialogue(bench)
                        .trades(
                                null,
                                trades -> foreignTotal(trades, foreign).compareTo(traded) == 0);
    }

    private static BigDecimal foreignTotal(List<VenueTrade> trades, String venueId) {
        return Fills.total(
                trades.stream()
                        .filter(trade -> trade.venueOrder().value().equals(venueId))
                        .filter(trade -> trade.clientId() == null && trade.side() == Side.BUY)
                        .map(VenueTrade::fill)
                        .toList());
    }

    private static void tellsBust(Bench bench) {
        bench.excuse(Bench.Excuse.BUSTED);
        Order order = bench.working(bench.requests().resting(Side.BUY));
        String client = bench.rig().clientIdOf(order.id());
        bench.broker()
                .fill(
                        client,
                        bench.requests().parts(4).value(),
                        bench.requests().price("90").value());
        List<Fill> fills = Fills.await(bench, order, bench.requests().parts(4));
        bench.broker().bust(client);
        Fill taken = fills.getFirst();
        bench.await(
                "it is told that the trade was taken back",
                () ->
                        bench.heard(order, OrderChange.Busted.class)
                                        .filter(bust ->
                                                bust.fill().tradeId().equals(taken.tradeId()))
                                        .isPresent()
                                || isBustTold(bench, taken));
    }

    private static boolean isBustTold(Bench bench, Fill taken) {
        return new Dialogue(bench)
                .statement(null)
                .map(VenueStatement::history)
                .map(History::trades)
                .filter(trades ->
                        trades.stream()
                                .anyMatch(trade ->
                                        trade.cause() == VenueTrade.Cause.BUST
                                                && trade.fill().tradeId().equals(taken.tradeId())))
                .isPresent();
    }

    private static void tellsMovement(Bench bench, BigDecimal amount) {
        Order _ = bench.working(bench.requests().resting(Side.BUY));
        String asset = bench.rig().profile().currency().code();
        bench.broker().move(asset, amount);
        Movement movement =
                new Dialogue(bench)
                        .movement(
                                null,
                                moved ->
                                        moved.amount().asset().code().equals(asset)
                                                && moved.amount().amount().compareTo(amount) == 0);
        bench.require(movement.kind() == Movement.Kind.TRANSFER, "it is a transfer: " + movement);
    }

    private static void touchesNoForeign(Bench bench) {
        String foreign = Foreign.place(bench, Side.BUY, "80");
        Order order = bench.workingKept(bench.requests().resting(Side.BUY));
        Dialogue dialogue = new Dialogue(bench);
        var _ = dialogue.statement(null);
        var _ = bench.reconnect();
        var _ = dialogue.statement(null);
        bench.venue().cancel(order);
        bench.await(
                "the broker has cancelled ours",
                () -> bench.truth(order).state() == BrokerOrder.State.CANCELED);
        bench.rig().connection().close();
        bench.require(
                Foreign.truth(bench, foreign).state() == BrokerOrder.State.WORKING
                        && bench.broker().received(Ask.CANCEL) == 1,
                "the foreign order works on");
    }
}
