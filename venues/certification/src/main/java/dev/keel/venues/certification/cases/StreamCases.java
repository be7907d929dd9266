package dev.keel.venues.certification.cases;

import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.Side;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueStatement;
import dev.keel.core.venue.VenueTrade;
import dev.keel.venues.certification.Bench;
import dev.keel.venues.certification.CaseGroup;
import dev.keel.venues.certification.ContractCase;
import dev.keel.venues.certification.Dialogue;
import dev.keel.venues.certification.Need;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.WireFault;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What a venue tells unasked, what holds while it does not, and what holds when it is too much. */
final class StreamCases {
    private static final Need TRADES = Need.of(Capability.LIMIT_ORDER, Capability.TRADE_STREAM);

    private StreamCases() {}

    static List<ContractCase> all() {
        return List.of(
                stream(
                        441,
                        "a fill is told unasked",
                        "protection is placed as soon as a fill is known",
                        TRADES,
                        StreamCases::tellsFill),
                stream(
                        442,
                        "an end is told unasked",
                        "what is believed to work is not placed again",
                        Need.of(Capability.LIMIT_ORDER, Capability.ORDER_STREAM),
                        StreamCases::tellsEnd),
                stream(
                        443,
                        "with the stream lost, what happened is found by asking",
                        "a stream may be silent and look healthy",
                        Need.of(
                                Capability.LIMIT_ORDER,
                                Capability.TRADE_STREAM,
                                Capability.TRADE_HISTORY),
                        StreamCases::findsByAsking),
                stream(
                        444,
                        "a stream that comes back is told",
                        "what it did not say has to be asked for",
                        TRADES,
                        StreamCases::tellsReconnected),
                stream(
                        445,
                        "a stream that came back tells fills again",
                        "a subscription that is forgotten is silent for ever",
                        TRADES,
                        StreamCases::tellsFillAgain),
                stream(
                        446,
                        "with the stream lost, an order is placed once",
                        "its acceptance must not hang on the stream's word",
                        TRADES,
                        StreamCases::placesOnce),
                rate(
                        451,
                        "an order that is turned away for its rate is not sent again",
                        "a library that retries sends twice",
                        Need.of(Capability.LIMIT_ORDER).under(WireFault.TOO_MANY_REQUESTS),
                        StreamCases::doesNotRepeat),
                rate(
                        452,
                        "after the pause that the venue asked for, all goes on",
                        "a connection must heal by itself",
                        Need.of(Capability.LIMIT_ORDER).under(WireFault.TOO_MANY_REQUESTS),
                        StreamCases::goesOn),
                rate(
                        453,
                        "a history that was turned away for its rate is complete later",
                        "nothing may be lost for being asked at a bad time",
                        Need.of(Capability.LIMIT_ORDER, Capability.TRADE_HISTORY)
                                .under(WireFault.TOO_MANY_REQUESTS),
                        StreamCases::completesLater),
                rate(
                        454,
                        "cancels of many orders at once all arrive",
                        "a kill switch cancels everything at once",
                        Need.of(Capability.LIMIT_ORDER),
                        StreamCases::cancelsMany));
    }

    private static ContractCase stream(
            int number, String title, String why, Need need, ContractCase.Body body) {
        return new ContractCase(number, CaseGroup.STREAMS, title, why, need, body);
    }

    private static ContractCase rate(
            int number, String title, String why, Need need, ContractCase.Body body) {
        return new ContractCase(number, CaseGroup.RATE_LIMITS, title, why, need, body);
    }

    private static void fill(Bench bench, Order order, int parts) {
        bench.broker()
                .fill(
                        bench.rig().clientIdOf(order.id()),
                        bench.requests().parts(parts).value(),
                        bench.requests().price("90").value());
    }

    private static Order working(Bench bench) {
        return bench.working(bench.requests().resting(Side.BUY));
    }

    private static void awaitStreamed(Bench bench, Order order, int parts) {
        bench.await(
                parts + " parts are told unasked",
                () ->
                        Fills.total(distinct(Fills.reported(bench, order)))
                                        .compareTo(bench.requests().parts(parts).value())
                                == 0);
    }

    private static List<Fill> distinct(List<Fill> fills) {
        return fills.stream().distinct().toList();
    }

    private static void tellsFill(Bench bench) {
        Order order = working(bench);
        fill(bench, order, 3);
        awaitStreamed(bench, order, 3);
    }

    private static void tellsEnd(Bench bench) {
        Order order = working(bench);
        bench.broker().cancel(bench.rig().clientIdOf(order.id()));
        bench.await(
                "the end is told unasked",
                () ->
                        Ends.reported(bench, order, VenueOrder.State.CANCELED)
                                || isShownEnded(bench, order));
    }

    /** A stream may show the order itself. */
    private static boolean isShownEnded(Bench bench, Order order) {
        return bench.ear().answers().stream()
                .anyMatch(answer ->
                        answer instanceof VenueAnswer.Found(var shown)
                                && order.id().equals(shown.clientId())
                                && shown.state() == VenueOrder.State.CANCELED);
    }

    private static void findsByAsking(Bench bench) {
        Order order = working(bench);
        bench.broker().streams(false);
        fill(bench, order, 3);
        List<VenueTrade> trades =
                new Dialogue(bench)
                        .trades(
                                null,
                                all ->
                                        all.stream()
                                                .anyMatch(trade ->
                                                        order.id().equals(trade.clientId())));
        bench.require(trades.size() == 1, "there is one trade: " + trades);
        bench.restoreStreams();
    }

    private static void tellsReconnected(Bench bench) {
        Order _ = working(bench);
        loseStream(bench, () -> {});
    }

    /**
     * Cuts the stream until it is told to have come back: one that was still being opened is not
     * lost, and not missed either.
     */
    private static void loseStream(Bench bench, Runnable meanwhile) {
        bench.needStreams();
        bench.broker().streams(false);
        meanwhile.run();
        bench.broker().streams(true);
        Dialogue dialogue = new Dialogue(bench);
        bench.await(
                "the connector tells that its stream is back",
                () -> {
                    if (dialogue.reconnectedWithin(bench.rig().deadline().dividedBy(3))) {
                        return true;
                    }
                    bench.broker().streams(false);
                    bench.broker().streams(true);
                    return false;
                });
    }

    private static void tellsFillAgain(Bench bench) {
        Order order = working(bench);
        loseStream(bench, () -> fill(bench, order, 2));
        Order next = working(bench);
        fill(bench, next, 3);
        awaitStreamed(bench, next, 3);
    }

    private static void placesOnce(Bench bench) {
        Order _ = working(bench);
        bench.broker().streams(false);
        int before = bench.broker().received(Ask.SUBMIT);
        Order order = bench.submit(bench.requests().resting(Side.BUY));
        bench.giveTime(order);
        bench.restoreStreams();
        bench.giveTime(() -> bench.heard(order, OrderChange.Accepted.class).isPresent());
        bench.require(
                bench.broker().received(Ask.SUBMIT) - before <= 1
                        && bench.broker().orders().size() <= 2,
                "it is sent once");
    }

    private static void doesNotRepeat(Bench bench) {
        Order _ = working(bench);
        int before = bench.broker().received(Ask.SUBMIT);
        bench.broker().inject(WireFault.TOO_MANY_REQUESTS, Ask.SUBMIT, 1);
        Order order = bench.submit(bench.requests().resting(Side.BUY));
        bench.await("it is answered", () -> !bench.ear().reports(order.id()).isEmpty());
        bench.giveTime(() -> bench.heard(order, OrderChange.Accepted.class).isPresent());
        bench.require(
                bench.broker().received(Ask.SUBMIT) == before + 1 && bench.held(order).isEmpty(),
                "it is sent once, and not taken");
    }

    private static void goesOn(Bench bench) {
        Order _ = working(bench);
        bench.broker().inject(WireFault.TOO_MANY_REQUESTS, Ask.SUBMIT, 1);
        Order turnedAway = bench.submit(bench.requests().resting(Side.BUY));
        bench.await("it is answered", () -> !bench.ear().reports(turnedAway.id()).isEmpty());
        bench.await(
                "another order is accepted after the pause",
                () -> {
                    Order next = bench.submit(bench.requests().resting(Side.BUY));
                    bench.await("it is answered", () -> !bench.ear().reports(next.id()).isEmpty());
                    return bench.heard(next, OrderChange.Accepted.class).isPresent();
                });
    }

    private static void completesLater(Bench bench) {
        Order order = working(bench);
        fill(bench, order, 3);
        bench.broker().inject(WireFault.TOO_MANY_REQUESTS, Ask.HISTORY, 2);
        VenueStatement statement = new Dialogue(bench).whole(null);
        bench.require(
                Objects.requireNonNull(statement.history()).trades().size() == 1,
                "the trade is told: " + statement);
    }

    private static void cancelsMany(Bench bench) {
        List<Order> orders = Stream.generate(() -> working(bench)).limit(10).toList();
        orders.forEach(bench.venue()::cancel);
        orders.forEach(order -> Ends.awaitTold(bench, order, VenueOrder.State.CANCELED));
    }
}
