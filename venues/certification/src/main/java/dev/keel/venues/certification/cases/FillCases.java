package dev.keel.venues.certification.cases;

import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.Side;
import dev.keel.core.order.TradeId;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueStatement;
import dev.keel.core.venue.VenueTrade;
import dev.keel.venues.certification.Bench;
import dev.keel.venues.certification.CaseGroup;
import dev.keel.venues.certification.ContractCase;
import dev.keel.venues.certification.Dialogue;
import dev.keel.venues.certification.Need;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.simulator.BrokerOrder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Fills in part, and fills that are told more than once. */
final class FillCases {
    private static final Need LIMIT = Need.of(Capability.LIMIT_ORDER);
    private static final Need HISTORY = Need.of(Capability.LIMIT_ORDER, Capability.TRADE_HISTORY);

    private FillCases() {}

    static List<ContractCase> all() {
        return List.of(
                partial(
                        321,
                        "an order that fills in parts is filled by their sum",
                        "big orders fill so",
                        LIMIT,
                        FillCases::fillsInParts),
                partial(
                        322,
                        "the rest of a part-filled order is cancelled, what filled stays",
                        "the position is what filled, not what was wanted",
                        LIMIT,
                        FillCases::cancelsRest),
                partial(
                        323,
                        "parts at different prices are different trades",
                        "an average hides what was paid",
                        LIMIT,
                        FillCases::keepsPrices),
                partial(
                        324,
                        "a part-filled order is shown with what filled",
                        "it tells that fills are missing",
                        Need.of(Capability.LIMIT_ORDER, Capability.FIND_BY_CLIENT_ID),
                        FillCases::showsFilled),
                partial(
                        325,
                        "a fill that comes while a cancel is on its way is not lost",
                        "cancel and fill cross every day",
                        LIMIT,
                        FillCases::keepsFillBesideCancel),
                duplicate(
                        331,
                        "the history read twice from one cursor tells the same trades",
                        "a ledger books by trade id: a second id is a second trade",
                        HISTORY,
                        FillCases::readsTheSameTwice),
                duplicate(
                        332,
                        "a fill has one id, in the stream and in the history",
                        "else it is booked twice",
                        Need.of(
                                Capability.LIMIT_ORDER,
                                Capability.TRADE_HISTORY,
                                Capability.TRADE_STREAM),
                        FillCases::namesFillsOnce),
                duplicate(
                        333,
                        "no trade id is there twice in a statement",
                        "else it is booked twice, or one of the two is lost",
                        HISTORY,
                        FillCases::namesEachTradeOnce),
                duplicate(
                        334,
                        "an order that is there already is not refused when it comes again",
                        "\"refused\" would be believed of the first one, which works",
                        Need.of(Capability.LIMIT_ORDER, Capability.REFUSES_DUPLICATES),
                        FillCases::knowsDuplicates),
                duplicate(
                        335,
                        "a query asked twice is answered alike",
                        "asking must change nothing",
                        Need.of(Capability.LIMIT_ORDER, Capability.FIND_BY_CLIENT_ID),
                        FillCases::answersAlike));
    }

    private static ContractCase partial(
            int number, String title, String why, Need need, ContractCase.Body body) {
        return new ContractCase(number, CaseGroup.PARTIAL_FILLS, title, why, need, body);
    }

    private static ContractCase duplicate(
            int number, String title, String why, Need need, ContractCase.Body body) {
        return new ContractCase(number, CaseGroup.DUPLICATES, title, why, need, body);
    }

    private static Order working(Bench bench) {
        return bench.working(bench.requests().resting(Side.BUY));
    }

    private static void fill(Bench bench, Order order, int parts, String price) {
        bench.broker()
                .fill(
                        bench.rig().clientIdOf(order.id()),
                        bench.requests().parts(parts).value(),
                        bench.requests().price(price).value());
    }

    private static void fillsInParts(Bench bench) {
        Order order = working(bench);
        fill(bench, order, 3, "90");
        List<Fill> _ = Fills.await(bench, order, bench.requests().parts(3));
        fill(bench, order, 7, "90");
        List<Fill> fills = Fills.await(bench, order, bench.requests().unit());
        bench.require(fills.size() == 2, "there are two trades: " + fills);
        bench.require(
                bench.truth(order).state() == BrokerOrder.State.FILLED, "the broker filled it");
    }

    private static void cancelsRest(Bench bench) {
        Order order = working(bench);
        fill(bench, order, 3, "90");
        bench.venue().cancel(order);
        bench.await(
                "the broker has cancelled the rest",
                () -> bench.truth(order).state() == BrokerOrder.State.CANCELED);
        Ends.awaitTold(bench, order, VenueOrder.State.CANCELED);
        List<Fill> _ = Fills.await(bench, order, bench.requests().parts(3));
        for (VenueReport report : bench.ear().reports(order.id())) {
            bench.require(
                    !(report.change() instanceof OrderChange.Canceled)
                            || report.filled() == null
                            || report.filled().equals(bench.requests().parts(3)),
                    "the end says what filled: " + report);
        }
    }

    private static void keepsPrices(Bench bench) {
        Order order = working(bench);
        fill(bench, order, 3, "90");
        fill(bench, order, 3, "89");
        fill(bench, order, 4, "88");
        List<Fill> fills = Fills.await(bench, order, bench.requests().unit());
        BigDecimal paid =
                fills.stream()
                        .map(fill -> fill.price().value().multiply(fill.quantity().value()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal expected =
                worth(bench, 3, "90").add(worth(bench, 3, "89")).add(worth(bench, 4, "88"));
        bench.require(
                fills.size() == 3 && paid.compareTo(expected) == 0,
                "three trades that cost " + expected + ": " + fills);
    }

    private static BigDecimal worth(Bench bench, int parts, String price) {
        return bench.requests()
                .parts(parts)
                .value()
                .multiply(bench.requests().price(price).value());
    }

    private static void showsFilled(Bench bench) {
        Order order = working(bench);
        fill(bench, order, 3, "90");
        Quantity part = bench.requests().parts(3);
        VenueOrder _ =
                new Dialogue(bench)
                        .find(
                                order,
                                shown ->
                                        shown.state() == VenueOrder.State.WORKING
                                                && shown.filled().equals(part)
                                                && shown.quantity()
                                                        .equals(order.request().quantity()));
    }

    private static void keepsFillBesideCancel(Bench bench) {
        Order order = working(bench);
        bench.venue().cancel(order);
        try {
            fill(bench, order, 3, "90");
        } catch (IllegalArgumentException | IllegalStateException e) {
            bench.tell("the cancel was faster: " + e.getMessage());
        }
        bench.await(
                "the broker has cancelled the rest",
                () -> bench.truth(order).state() == BrokerOrder.State.CANCELED);
        List<Fill> _ = Fills.awaitAll(bench, order);
        Ends.awaitTold(bench, order, VenueOrder.State.CANCELED);
    }

    private static List<VenueTrade> read(Bench bench, Order order, int trades) {
        VenueStatement statement =
                new Dialogue(bench).whole(null, stated -> ofOrder(stated, order).size() == trades);
        return ofOrder(statement, order);
    }

    private static List<VenueTrade> ofOrder(VenueStatement statement, Order order) {
        return Objects.requireNonNull(statement.history()).trades().stream()
                .filter(trade -> order.id().equals(trade.clientId()))
                .toList();
    }

    private static void readsTheSameTwice(Bench bench) {
        Order order = working(bench);
        fill(bench, order, 3, "90");
        fill(bench, order, 3, "90");
        List<VenueTrade> once = read(bench, order, 2);
        List<VenueTrade> again = read(bench, order, 2);
        bench.require(once.equals(again), "both are the same: " + once + " and " + again);
    }

    private static void namesFillsOnce(Bench bench) {
        Order order = working(bench);
        fill(bench, order, 3, "90");
        bench.await("the stream tells it", () -> !Fills.reported(bench, order).isEmpty());
        Fill streamed = Fills.reported(bench, order).getFirst();
        Fill read = read(bench, order, 1).getFirst().fill();
        bench.require(
                streamed.tradeId().equals(read.tradeId())
                        && streamed.price().equals(read.price())
                        && streamed.quantity().equals(read.quantity())
                        && streamed.fee().equals(read.fee()),
                "they are the same: " + streamed + " and " + read);
    }

    private static void namesEachTradeOnce(Bench bench) {
        Order order = working(bench);
        for (int i = 0; i < 5; i++) {
            fill(bench, order, 1, "90");
        }
        List<String> ids =
                read(bench, order, 5).stream()
                        .map(VenueTrade::fill)
                        .map(Fill::tradeId)
                        .map(TradeId::value)
                        .toList();
        bench.require(new TreeSet<>(ids).size() == 5, "five trades have five ids: " + ids);
    }

    private static void knowsDuplicates(Bench bench) {
        bench.excuse(Bench.Excuse.SUBMITTED_AGAIN);
        Order order = bench.workingKept(bench.requests().resting(Side.BUY));
        var _ = bench.reconnect();
        bench.venue().submit(order);
        bench.giveTime(() ->
                bench.heard(order, OrderChange.Doubted.class).isPresent()
                        || bench.heard(order, OrderChange.Refused.class).isPresent());
        bench.require(
                bench.heard(order, OrderChange.Refused.class).isEmpty(),
                "it is not said to be refused");
        bench.require(bench.broker().orders().size() == 1, "there is one order at the broker");
    }

    private static void answersAlike(Bench bench) {
        Order order = working(bench);
        VenueOrder once = new Dialogue(bench).find(order);
        VenueAnswer again = new Dialogue(bench).query(order).orElse(null);
        bench.require(
                again instanceof VenueAnswer.Found(var shown)
                        && shown.id().equals(once.id())
                        && shown.state() == once.state(),
                "it is shown again as before: " + again);
    }
}
