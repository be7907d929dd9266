package dev.keel.venues.certification.cases;

import dev.keel.core.money.Price;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import dev.keel.core.order.TimeInForce;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueStatement;
import dev.keel.venues.certification.Bench;
import dev.keel.venues.certification.CaseGroup;
import dev.keel.venues.certification.ContractCase;
import dev.keel.venues.certification.Dialogue;
import dev.keel.venues.certification.Need;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.simulator.BrokerOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** Orders that are more than a price: judged by what they do at the venue. */
final class OrderTypeCases {
    private static final DateTimeFormatter FIX_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss").withZone(ZoneOffset.UTC);

    private OrderTypeCases() {}

    static List<ContractCase> all() {
        return List.of(
                of(
                        401,
                        "a stop waits for its trigger, and trades then",
                        "a stop that trades at once closes what it should protect",
                        Need.of(Capability.STOP_ORDER),
                        OrderTypeCases::stops),
                of(
                        402,
                        "a stop that protects what is held sells below the market",
                        "above or below is not the same at every venue",
                        Need.of(Capability.STOP_ORDER, Capability.MARKET_ORDER),
                        OrderTypeCases::protects),
                of(
                        403,
                        "a stop-limit order waits for its trigger and keeps its limit",
                        "beyond the limit nobody wanted it",
                        Need.of(Capability.STOP_LIMIT_ORDER),
                        OrderTypeCases::stopsWithLimit),
                of(
                        404,
                        "a trailing stop follows the market and trades when it turns",
                        "one that does not follow gives the profit back",
                        Need.of(Capability.TRAILING_STOP_ORDER, Capability.MARKET_ORDER),
                        OrderTypeCases::trails),
                of(
                        405,
                        "a post-only order that does not cross works",
                        "it must be an order like any other",
                        Need.of(Capability.POST_ONLY),
                        OrderTypeCases::posts),
                of(
                        406,
                        "a post-only order that would cross ends without a trade",
                        "it is for the fee that people use it",
                        Need.of(Capability.POST_ONLY),
                        OrderTypeCases::doesNotCross),
                of(
                        407,
                        "a reduce-only order closes no more than is held",
                        "what is more opens a position that nobody decided",
                        Need.of(Capability.REDUCE_ONLY, Capability.MARKET_ORDER),
                        OrderTypeCases::reducesOnly),
                of(
                        408,
                        "a reduce-only order without a position does nothing",
                        "the other exit may have closed it already",
                        Need.of(Capability.REDUCE_ONLY, Capability.MARKET_ORDER),
                        OrderTypeCases::reducesNothing),
                of(
                        409,
                        "an immediate-or-cancel order that cannot trade ends",
                        "the rest must not wait",
                        Need.of(Capability.LIMIT_ORDER, Capability.IMMEDIATE_OR_CANCEL),
                        bench -> endsAtOnce(bench, TimeInForce.ImmediateOrCancel.INSTANCE)),
                of(
                        410,
                        "an immediate-or-cancel order that can trade does",
                        "it is an order",
                        Need.of(Capability.LIMIT_ORDER, Capability.IMMEDIATE_OR_CANCEL),
                        bench -> tradesAtOnce(bench, TimeInForce.ImmediateOrCancel.INSTANCE)),
                of(
                        411,
                        "a fill-or-kill order that cannot trade ends",
                        "the rest must not wait",
                        Need.of(Capability.LIMIT_ORDER, Capability.FILL_OR_KILL),
                        bench -> endsAtOnce(bench, TimeInForce.FillOrKill.INSTANCE)),
                of(
                        412,
                        "a fill-or-kill order that can trade does, whole",
                        "it is an order",
                        Need.of(Capability.LIMIT_ORDER, Capability.FILL_OR_KILL),
                        bench -> tradesAtOnce(bench, TimeInForce.FillOrKill.INSTANCE)),
                of(
                        413,
                        "the end of a good-till-date order is on the wire",
                        "an order that outlives its reason trades when nobody looks",
                        Need.of(Capability.LIMIT_ORDER, Capability.GOOD_TILL_DATE),
                        OrderTypeCases::sendsItsEnd),
                of(
                        414,
                        "a waiting stop is cancelled by our id",
                        "at some venues it lives in another place than other orders",
                        Need.of(Capability.STOP_ORDER, Capability.CANCEL_BY_CLIENT_ID),
                        OrderTypeCases::cancelsStop),
                of(
                        415,
                        "a waiting stop is found by our id",
                        "at some venues it lives in another place than other orders",
                        Need.of(Capability.STOP_ORDER, Capability.FIND_BY_CLIENT_ID),
                        OrderTypeCases::findsStop),
                of(
                        416,
                        "a waiting stop is among the open orders",
                        "a position is naked if its stop is not seen",
                        Need.of(Capability.STOP_ORDER, Capability.OPEN_ORDERS),
                        OrderTypeCases::showsStop));
    }

    private static ContractCase of(
            int number, String title, String why, Need need, ContractCase.Body body) {
        return new ContractCase(number, CaseGroup.ORDER_TYPES, title, why, need, body);
    }

    private static void quote(Bench bench, String bid, String ask) {
        bench.broker().quote(bench.instrument().id(), new BigDecimal(bid), new BigDecimal(ask));
    }

    private static OrderRequest stop(Bench bench, Side side, String trigger) {
        return bench.requests()
                .market(side)
                .withType(new OrderType.Stop(bench.requests().price(trigger)));
    }

    private static void awaitWaiting(Bench bench, Order order) {
        bench.await(
                "the order waits at the broker",
                () -> bench.held(order).filter(OrderTypeCases::rests).isPresent());
    }

    private static boolean rests(BrokerOrder order) {
        return order.state() == BrokerOrder.State.DORMANT
                || order.state() == BrokerOrder.State.WORKING;
    }

    private static void awaitFilled(Bench bench, Order order) {
        bench.await(
                "the broker fills it",
                () -> bench.truth(order).state() == BrokerOrder.State.FILLED);
        List<Fill> _ = Fills.awaitAll(bench, order);
    }

    private static void stops(Bench bench) {
        Order order = bench.submit(stop(bench, Side.BUY, "110"));
        awaitWaiting(bench, order);
        quote(bench, "105", "105.1");
        bench.require(rests(bench.truth(order)), "it waits on below its trigger");
        quote(bench, "111", "111.1");
        awaitFilled(bench, order);
    }

    private static void hold(Bench bench) {
        Order bought = bench.filled(bench.requests().market(Side.BUY));
        List<Fill> _ = Fills.awaitAll(bench, bought);
    }

    /** What is left after a fee in the base asset can always be sold. */
    private static OrderRequest half(Bench bench, OrderRequest request) {
        return request.withQuantity(bench.requests().parts(5));
    }

    private static void protects(Bench bench) {
        hold(bench);
        OrderRequest stop = stop(bench, Side.SELL, "95");
        Order order =
                bench.submit(
                        bench.rig().protectsWholePositionsOnly()
                                ? stop.with(Instruction.REDUCE_ONLY)
                                : half(bench, stop));
        awaitWaiting(bench, order);
        quote(bench, "97", "97.1");
        bench.require(rests(bench.truth(order)), "it waits on above its trigger");
        quote(bench, "94", "94.1");
        awaitFilled(bench, order);
    }

    private static void stopsWithLimit(Bench bench) {
        Price trigger = bench.requests().price("110");
        Price limit = bench.requests().price("112");
        Order order =
                bench.submit(
                        bench.requests()
                                .market(Side.BUY)
                                .withType(new OrderType.StopLimit(trigger, limit)));
        awaitWaiting(bench, order);
        quote(bench, "120", "120.1");
        bench.require(
                bench.truth(order).filled().signum() == 0, "beyond its limit it does not trade");
        quote(bench, "111", "111.1");
        awaitFilled(bench, order);
    }

    private static void trails(Bench bench) {
        hold(bench);
        OrderRequest request =
                half(bench, bench.requests().market(Side.SELL))
                        .withType(new OrderType.TrailingStop(new BigDecimal("5")));
        Order order = bench.submit(request);
        awaitWaiting(bench, order);
        quote(bench, "120", "120.1");
        quote(bench, "117", "117.1");
        bench.require(rests(bench.truth(order)), "it waits on within its distance");
        quote(bench, "110", "110.1");
        awaitFilled(bench, order);
    }

    private static void posts(Bench bench) {
        Order order = bench.working(bench.requests().resting(Side.BUY).with(Instruction.POST_ONLY));
        bench.require(
                bench.truth(order).state() == BrokerOrder.State.WORKING, "it works at the broker");
    }

    private static void doesNotCross(Bench bench) {
        Order order =
                bench.submit(bench.requests().limit(Side.BUY, "105").with(Instruction.POST_ONLY));
        Ends.awaitEndedUnfilled(bench, order);
        bench.require(
                bench.held(order).map(held -> held.filled().signum() == 0).orElse(true),
                "nothing of it traded: " + bench.held(order));
    }

    private static void reducesOnly(Bench bench) {
        hold(bench);
        Order order =
                bench.submit(
                        bench.requests()
                                .market(Side.SELL)
                                .withQuantity(bench.requests().units(2))
                                .with(Instruction.REDUCE_ONLY));
        bench.giveTime(order);
        bench.giveTime(() -> bench.held(order).filter(held -> !rests(held)).isPresent());
        bench.require(
                bench.broker().position(bench.instrument().id()).signum() >= 0,
                "the position is not turned: " + bench.broker().position(bench.instrument().id()));
    }

    private static void reducesNothing(Bench bench) {
        Order order =
                bench.submit(bench.requests().market(Side.SELL).with(Instruction.REDUCE_ONLY));
        Ends.awaitEndedUnfilled(bench, order);
        bench.require(
                bench.broker().position(bench.instrument().id()).signum() == 0,
                "there is no position");
    }

    private static void endsAtOnce(Bench bench, TimeInForce timeInForce) {
        Order order = bench.submit(bench.requests().resting(Side.BUY).withTimeInForce(timeInForce));
        Ends.awaitEndedUnfilled(bench, order);
        bench.require(
                bench.held(order).filter(OrderTypeCases::rests).isEmpty(),
                "nothing of it works at the broker");
    }

    private static void tradesAtOnce(Bench bench, TimeInForce timeInForce) {
        Order order =
                bench.filled(bench.requests().limit(Side.BUY, "101").withTimeInForce(timeInForce));
        List<Fill> _ = Fills.awaitAll(bench, order);
    }

    private static void sendsItsEnd(Bench bench) {
        Instant end = bench.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.DAYS);
        Order order =
                bench.working(
                        bench.requests()
                                .resting(Side.BUY)
                                .withTimeInForce(new TimeInForce.GoodTillDate(end)));
        List<String> forms =
                Stream.of(
                                String.valueOf(end.toEpochMilli()),
                                String.valueOf(end.getEpochSecond()),
                                FIX_TIME.format(end),
                                end.toString().substring(0, 16))
                        .toList();
        bench.require(
                bench.truth(order).terms().values().stream()
                        .anyMatch(term -> forms.stream().anyMatch(term::contains)),
                end + " is among the terms: " + bench.truth(order).terms());
    }

    private static void cancelsStop(Bench bench) {
        Order order = bench.submit(stop(bench, Side.BUY, "110"));
        awaitWaiting(bench, order);
        bench.venue().cancel(order);
        bench.await(
                "the broker has cancelled it",
                () -> bench.truth(order).state() == BrokerOrder.State.CANCELED);
        Ends.awaitTold(bench, order, VenueOrder.State.CANCELED);
    }

    private static void findsStop(Bench bench) {
        Order order = bench.submit(stop(bench, Side.BUY, "110"));
        awaitWaiting(bench, order);
        VenueOrder found = new Dialogue(bench).find(order);
        bench.require(found.state() == VenueOrder.State.WORKING, "it is shown to work: " + found);
    }

    private static void showsStop(Bench bench) {
        Order order = bench.submit(stop(bench, Side.BUY, "110"));
        awaitWaiting(bench, order);
        VenueStatement _ =
                new Dialogue(bench)
                        .whole(
                                null,
                                statement ->
                                        statement.openOrders() != null
                                                && statement.openOrders().stream()
                                                        .anyMatch(shown ->
                                                                order.id()
                                                                        .equals(shown.clientId())));
    }
}
