package dev.keel.venues.certification.cases;

import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueProfile;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The life of an order to which nothing bad happens. */
final class LifecycleCases {
    private static final Need LIMIT = Need.of(Capability.LIMIT_ORDER);
    private static final Need MARKET = Need.of(Capability.MARKET_ORDER);
    private static final Need FINDS = Need.of(Capability.LIMIT_ORDER, Capability.FIND_BY_CLIENT_ID);

    private LifecycleCases() {}

    static List<ContractCase> all() {
        return List.of(
                of(
                        1,
                        "a limit order that the market does not reach is accepted and works",
                        "an order that is not known to work cannot be managed",
                        LIMIT,
                        LifecycleCases::accepts),
                of(
                        2,
                        "a market order trades, and every fill of it can be read",
                        "a position that is not in the ledger is not protected",
                        MARKET,
                        LifecycleCases::fillsMarket),
                of(
                        3,
                        "a working order fills when the market comes to it",
                        "most orders fill long after they were sent",
                        LIMIT,
                        LifecycleCases::fillsLater),
                of(
                        4,
                        "a cancelled order ends at the venue, and is told to have ended",
                        "an order that is believed to be gone and works is a risk nobody counts",
                        LIMIT,
                        LifecycleCases::cancels),
                of(
                        5,
                        "a fill tells its price, its quantity and its fee as the venue booked them",
                        "profit and tax are counted from it",
                        LIMIT,
                        LifecycleCases::tellsFills),
                of(
                        6,
                        "a sell reaches the venue as a sell",
                        "the wrong side doubles what was to be closed",
                        MARKET,
                        LifecycleCases::sells),
                of(
                        7,
                        "a working order is found by our id",
                        "it is the way out of every doubt",
                        FINDS,
                        LifecycleCases::findsWorking),
                of(
                        8,
                        "a filled order is found by our id, with all that traded",
                        "an order in doubt may have filled",
                        FINDS,
                        LifecycleCases::findsFilled),
                of(
                        9,
                        "a cancelled order is found by our id as cancelled",
                        "a cancel in doubt is resolved by it",
                        Need.of(
                                Capability.LIMIT_ORDER,
                                Capability.FIND_BY_CLIENT_ID,
                                Capability.ENDED_ORDERS),
                        LifecycleCases::findsCancelled),
                of(
                        10,
                        "an order that never was is not found, and nothing is made up",
                        "two such answers end an order that was lost before the venue saw it",
                        Need.of(Capability.FIND_BY_CLIENT_ID),
                        LifecycleCases::findsNothing),
                of(
                        11,
                        "our own id is the client id on the wire",
                        "an order that cannot be found by our id cannot be got out of doubt",
                        LIMIT,
                        LifecycleCases::sendsOurId),
                of(
                        12,
                        "two like orders are two orders, told apart",
                        "a grid of orders is made of like ones",
                        LIMIT,
                        LifecycleCases::tellsOrdersApart),
                of(
                        13,
                        "twenty orders in quick succession arrive once each",
                        "a rate limit must not lose or double anything",
                        LIMIT,
                        LifecycleCases::sendsMany),
                of(
                        14,
                        "a call returns while the venue is silent",
                        "one slow venue must not stop the account, or others",
                        LIMIT.under(WireFault.HANGS_AFTER),
                        LifecycleCases::doesNotBlock),
                of(
                        15,
                        "the profile gives silence a meaning",
                        "without one an order is given up too early, or never",
                        Need.NOTHING,
                        LifecycleCases::statesProfile),
                of(
                        16,
                        "an order of quantity and limit arrives with exactly these",
                        "the venue must do what was decided, not something like it",
                        LIMIT,
                        LifecycleCases::sendsWhatWasDecided));
    }

    private static ContractCase of(
            int number, String title, String why, Need need, ContractCase.Body body) {
        return new ContractCase(number, CaseGroup.LIFECYCLE, title, why, need, body);
    }

    private static void accepts(Bench bench) {
        Order order = bench.working(bench.requests().resting(Side.BUY));
        bench.require(
                bench.truth(order).state() == BrokerOrder.State.WORKING,
                "the order works at the broker: " + bench.truth(order));
    }

    private static void fillsMarket(Bench bench) {
        Order order = bench.filled(bench.requests().market(Side.BUY));
        Fills.awaitAll(bench, order);
    }

    private static void fillsLater(Bench bench) {
        Order order = bench.working(bench.requests().resting(Side.BUY));
        bench.broker().quote(bench.instrument().id(), new BigDecimal("89"), new BigDecimal("89.1"));
        bench.await(
                "the broker fills the order",
                () -> bench.truth(order).state() == BrokerOrder.State.FILLED);
        Fills.awaitAll(bench, order);
    }

    private static void cancels(Bench bench) {
        Order order = bench.working(bench.requests().resting(Side.BUY));
        bench.venue().cancel(order);
        bench.await(
                "the broker has cancelled it",
                () -> bench.truth(order).state() == BrokerOrder.State.CANCELED);
        Ends.awaitTold(bench, order, VenueOrder.State.CANCELED);
    }

    private static void tellsFills(Bench bench) {
        Order order = bench.working(bench.requests().resting(Side.BUY));
        Quantity part = bench.requests().parts(4);
        Price price = bench.requests().price("90");
        bench.broker().fill(bench.rig().clientIdOf(order.id()), part.value(), price.value());
        List<Fill> fills = Fills.await(bench, order, part);
        Fill fill = fills.getFirst();
        bench.require(fill.price().equals(price), "the price is " + price + ": " + fill);
        bench.require(fill.quantity().equals(part), "the quantity is " + part + ": " + fill);
        bench.require(
                Duration.between(fill.at(), bench.now()).abs().compareTo(Duration.ofHours(1)) < 0,
                "the time is that of the trade: " + fill);
    }

    private static void sells(Bench bench) {
        Order bought = bench.filled(bench.requests().market(Side.BUY));
        Quantity held = Fills.received(bench, Fills.awaitAll(bench, bought));
        Order sold = bench.filled(bench.requests().market(Side.SELL).withQuantity(held));
        Fills.awaitAll(bench, sold);
        bench.require(bench.truth(sold).side() == Side.SELL, "the broker sold");
    }

    private static void findsWorking(Bench bench) {
        Order order = bench.working(bench.requests().resting(Side.BUY));
        VenueOrder found = new Dialogue(bench).find(order);
        bench.require(
                found.state() == VenueOrder.State.WORKING
                        && found.id().value().equals(bench.truth(order).venueId())
                        && found.side() == Side.BUY
                        && found.quantity().equals(order.request().quantity())
                        && found.filled().isZero()
                        && found.instrument().equals(bench.instrument().id()),
                "the order is shown as the broker has it: " + found);
    }

    private static void findsFilled(Bench bench) {
        Order order = bench.filled(bench.requests().crossing(Side.BUY));
        VenueOrder found =
                new Dialogue(bench).find(order, shown -> shown.state() == VenueOrder.State.FILLED);
        bench.require(
                found.filled().equals(order.request().quantity()),
                "all of it is shown as filled: " + found);
    }

    private static void findsCancelled(Bench bench) {
        Order order = bench.working(bench.requests().resting(Side.BUY));
        bench.venue().cancel(order);
        bench.await(
                "the broker has cancelled it",
                () -> bench.truth(order).state() == BrokerOrder.State.CANCELED);
        VenueOrder _ =
                new Dialogue(bench)
                        .find(order, shown -> shown.state() == VenueOrder.State.CANCELED);
    }

    private static void findsNothing(Bench bench) {
        // Through a first order the connector has seen its market.
        Order _ = bench.working(bench.requests().resting(Side.BUY));
        Instant before = bench.now();
        Order never = bench.requests().order(bench.requests().resting(Side.BUY));
        VenueAnswer answer = answered(bench, never);
        bench.require(
                answer instanceof VenueAnswer.NotFound(var id, var at, _)
                        && id.equals(never.id())
                        && !at.isBefore(before.minusMillis(1))
                        && !at.isAfter(bench.now()),
                "it is not found, with the time of the asking, was " + answer);
    }

    /** A connector may look twice before it believes an absence, and say meanwhile that it must. */
    private static VenueAnswer answered(Bench bench, Order order) {
        AtomicReference<@Nullable VenueAnswer> answer = new AtomicReference<>();
        bench.await(
                "it is told whether there is an order " + order.id(),
                () -> {
                    answer.set(new Dialogue(bench).query(order).orElse(null));
                    return answer.get() != null && !(answer.get() instanceof VenueAnswer.Failed);
                });
        return Objects.requireNonNull(answer.get());
    }

    private static void sendsOurId(Bench bench) {
        Order order = bench.working(bench.requests().resting(Side.BUY));
        String wanted = bench.rig().clientIdOf(order.id());
        bench.require(
                bench.truth(order).clientId().equals(wanted)
                        && holds(wanted, order.id().toString()),
                "the broker has the order under our id, was " + bench.truth(order));
    }

    /** Whether a client id has all digits of our id, in their order: some venues want a form. */
    private static boolean holds(String clientId, String digits) {
        int found = 0;
        for (int i = 0; i < clientId.length() && found < digits.length(); i++) {
            if (clientId.charAt(i) == digits.charAt(found)) {
                found++;
            }
        }
        return found == digits.length();
    }

    private static void tellsOrdersApart(Bench bench) {
        Order one = bench.working(bench.requests().resting(Side.BUY));
        Order other = bench.working(bench.requests().resting(Side.BUY));
        bench.require(
                !bench.truth(one).venueId().equals(bench.truth(other).venueId()),
                "each has its own id there");
        bench.venue().cancel(one);
        Ends.awaitTold(bench, one, VenueOrder.State.CANCELED);
        bench.require(
                bench.truth(other).state() == BrokerOrder.State.WORKING, "the other works on");
    }

    private static void sendsMany(Bench bench) {
        List<Order> orders =
                Stream.generate(() -> bench.submit(bench.requests().resting(Side.BUY)))
                        .limit(20)
                        .toList();
        bench.await(
                "all are accepted, or said to be refused or in doubt",
                () ->
                        orders.stream()
                                .noneMatch(order -> bench.ear().reports(order.id()).isEmpty()));
        bench.require(
                orders.stream()
                        .noneMatch(order ->
                                bench.heard(order, OrderChange.Refused.class).isEmpty()
                                        && bench.held(order).isEmpty()),
                "none that was not refused is missing at the broker");
        bench.require(
                orders.stream().filter(order -> bench.held(order).isPresent()).count() >= 10,
                "most of them are there");
    }

    private static void doesNotBlock(Bench bench) {
        Order _ = bench.working(bench.requests().resting(Side.BUY));
        bench.broker().inject(WireFault.HANGS_AFTER, Ask.SUBMIT, 1);
        Order order = bench.submit(bench.requests().resting(Side.BUY));
        bench.require(
                bench.heard(order, OrderChange.Doubted.class).isEmpty(),
                "submit returns before the answer is given up");
    }

    private static void statesProfile(Bench bench) {
        VenueProfile profile = bench.venue().profile();
        bench.require(
                !profile.equals(VenueProfile.IN_PROCESS)
                        && profile.answerPatience().isPositive()
                        && profile.answerPatience().compareTo(Duration.ofMinutes(10)) <= 0
                        && profile.requestValidity().isPositive(),
                "an answer is waited for, and a request may be under way: " + profile);
    }

    private static void sendsWhatWasDecided(Bench bench) {
        Quantity quantity = bench.requests().parts(13);
        Order order = bench.working(bench.requests().resting(Side.BUY).withQuantity(quantity));
        BrokerOrder held = bench.truth(order);
        bench.require(
                held.quantity().compareTo(quantity.value()) == 0
                        && held.side() == Side.BUY
                        && held.instrument().equals(bench.instrument().id()),
                "side, quantity and instrument are those of the request: " + held);
        Price limit = ((OrderType.Limit) order.request().type()).limit();
        bench.require(
                held.terms().values().stream().anyMatch(term -> Decimals.same(term, limit)),
                "the limit " + limit + " is among the terms: " + held.terms());
    }
}
