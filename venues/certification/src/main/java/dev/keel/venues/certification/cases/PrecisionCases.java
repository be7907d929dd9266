package dev.keel.venues.certification.cases;

import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import dev.keel.venues.certification.Bench;
import dev.keel.venues.certification.CaseGroup;
import dev.keel.venues.certification.ContractCase;
import dev.keel.venues.certification.Need;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.simulator.BrokerOrder;
import dev.keel.venues.simulator.BrokerSide.Ask;
import java.math.BigDecimal;
import java.util.List;

/** Numbers that must not change on their way, and such that the venue would not take. */
final class PrecisionCases {
    private static final BigDecimal TWO = new BigDecimal(2);
    private static final Need LIMIT = Need.of(Capability.LIMIT_ORDER);

    private PrecisionCases() {}

    static List<ContractCase> all() {
        return List.of(
                precision(
                        341,
                        "a quantity of many digits arrives to the last lot",
                        "a lot that is lost stays as a position that nobody can close",
                        PrecisionCases::keepsLots),
                precision(
                        342,
                        "a quantity between two lots never grows",
                        "more than was decided is more than risk allowed",
                        PrecisionCases::neverGrows),
                precision(
                        343,
                        "a buy's limit between two ticks is never raised",
                        "a limit is a promise",
                        PrecisionCases::neverPaysMore),
                precision(
                        344,
                        "a sell's limit between two ticks is never lowered",
                        "a limit is a promise",
                        PrecisionCases::neverTakesLess),
                precision(
                        345,
                        "a quantity of nine digits arrives exactly",
                        "a double has fifteen digits, and exponents that some venues misread",
                        PrecisionCases::keepsBigNumbers),
                precision(
                        346,
                        "price and fee of a fill are the venue's own digits",
                        "a cent a trade is a difference that nobody can explain later",
                        PrecisionCases::readsExactly),
                limit(
                        351,
                        "a quantity below a lot is refused unsent",
                        "the venue may round it up, or take it for everything",
                        PrecisionCases::refusesLessThanALot),
                limit(
                        352,
                        "an order below the least notional is refused, or is what was asked",
                        "some venues and programs make it bigger",
                        PrecisionCases::doesNotInflate),
                limit(
                        353,
                        "the instrument's rules are the venue's own",
                        "orders are sized by them",
                        PrecisionCases::readsRules));
    }

    private static ContractCase precision(
            int number, String title, String why, ContractCase.Body body) {
        return new ContractCase(number, CaseGroup.PRECISION, title, why, LIMIT, body);
    }

    private static ContractCase limit(
            int number, String title, String why, ContractCase.Body body) {
        return new ContractCase(number, CaseGroup.LIMITS, title, why, LIMIT, body);
    }

    private static BigDecimal lot(Bench bench) {
        return bench.instrument().rules().lot().value();
    }

    private static void keepsLots(Bench bench) {
        Quantity quantity = bench.requests().parts(13).plus(new Quantity(lot(bench)));
        Order order = bench.working(bench.requests().resting(Side.BUY).withQuantity(quantity));
        requireQuantity(bench, order, quantity);
    }

    private static void requireQuantity(Bench bench, Order order, Quantity quantity) {
        BrokerOrder held = bench.truth(order);
        bench.require(
                held.quantity().compareTo(quantity.value()) == 0,
                "the broker has " + quantity + ": " + held);
    }

    private static void neverGrows(Bench bench) {
        Order _ = bench.working(bench.requests().resting(Side.BUY));
        BigDecimal between =
                bench.requests().unit().value().add(lot(bench).multiply(new BigDecimal("0.7")));
        Order order =
                bench.submit(
                        bench.requests().resting(Side.BUY).withQuantity(new Quantity(between)));
        bench.giveTime(order);
        bench.require(
                bench.held(order).map(held -> held.quantity().compareTo(between) <= 0).orElse(true),
                "it is refused or smaller: " + bench.held(order));
    }

    private static Price between(Bench bench, String about) {
        BigDecimal half = bench.instrument().rules().tick().value().divide(TWO);
        return new Price(bench.requests().price(about).value().add(half));
    }

    private static void neverPaysMore(Bench bench) {
        Order _ = bench.working(bench.requests().resting(Side.BUY));
        Price limit = between(bench, "95");
        BigDecimal tick = bench.instrument().rules().tick().value();
        BigDecimal above = bench.requests().price("95").value().add(tick);
        bench.broker().quote(bench.instrument().id(), bench.requests().price("95").value(), above);
        Order order =
                bench.submit(
                        bench.requests().market(Side.BUY).withType(new OrderType.Limit(limit)));
        requireUnfilled(bench, order);
    }

    private static void requireUnfilled(Bench bench, Order order) {
        bench.giveTime(order);
        bench.require(
                bench.held(order).map(held -> held.filled().signum() == 0).orElse(true),
                "it does not trade beyond its limit: " + bench.held(order));
    }

    private static void neverTakesLess(Bench bench) {
        Order bought = bench.filled(bench.requests().crossing(Side.BUY));
        List<Fill> _ = Fills.awaitAll(bench, bought);
        Price limit = between(bench, "105");
        BigDecimal tick = bench.instrument().rules().tick().value();
        BigDecimal below = bench.requests().price("105").value();
        bench.broker().quote(bench.instrument().id(), below, below.add(tick));
        OrderRequest request =
                bench.requests()
                        .market(Side.SELL)
                        .withQuantity(bench.requests().parts(5))
                        .withType(new OrderType.Limit(limit));
        requireUnfilled(bench, bench.submit(request));
    }

    private static void keepsBigNumbers(Bench bench) {
        BigDecimal lots = new BigDecimal("123456789");
        Quantity quantity = new Quantity(lot(bench).multiply(lots));
        Order _ = bench.working(bench.requests().resting(Side.BUY));
        Order order =
                bench.submit(
                        bench.requests()
                                .resting(Side.BUY)
                                .withQuantity(quantity)
                                .withType(new OrderType.Limit(bench.instrument().rules().tick())));
        bench.await(
                "the order is answered",
                () -> bench.held(order).isPresent() || !bench.ear().reports(order.id()).isEmpty());
        bench.require(
                bench.held(order).isEmpty()
                        || bench.truth(order).quantity().compareTo(quantity.value()) == 0,
                "the broker has " + quantity + " or nothing: " + bench.held(order));
        bench.giveTime(order);
    }

    private static void readsExactly(Bench bench) {
        Order order = bench.working(bench.requests().resting(Side.BUY));
        Price price = bench.requests().price("89.7");
        bench.broker()
                .fill(
                        bench.rig().clientIdOf(order.id()),
                        bench.requests().parts(3).value(),
                        price.value());
        Fill fill = Fills.awaitAll(bench, order).getFirst();
        bench.require(
                fill.price().equals(price)
                        && fill.quantity().equals(bench.requests().parts(3))
                        && fill.fee().amount().scale() <= 18,
                "the fill is " + bench.requests().parts(3) + " at " + price + ": " + fill);
    }

    private static void refusesLessThanALot(Bench bench) {
        Order _ = bench.working(bench.requests().resting(Side.BUY));
        OrderRequest request =
                bench.requests()
                        .resting(Side.BUY)
                        .withQuantity(new Quantity(lot(bench).divide(TWO)));
        RejectCases.requireRefusedUnsent(bench, request);
    }

    private static void doesNotInflate(Bench bench) {
        Order _ = bench.working(bench.requests().resting(Side.BUY));
        Quantity lot = new Quantity(lot(bench));
        int before = bench.broker().received(Ask.SUBMIT);
        Order order = bench.submit(bench.requests().resting(Side.BUY).withQuantity(lot));
        bench.await("the order is answered", () -> !bench.ear().reports(order.id()).isEmpty());
        bench.require(
                bench.heard(order, OrderChange.Refused.class).isPresent()
                        || bench.heard(order, OrderChange.Doubted.class).isPresent()
                        || bench.truth(order).quantity().compareTo(lot.value()) == 0,
                "it is refused, or is one lot: " + bench.held(order));
        bench.require(bench.broker().received(Ask.SUBMIT) <= before + 1, "it is sent once");
    }

    private static void readsRules(Bench bench) {
        bench.require(
                bench.rig().connection().instruments().stream()
                        .anyMatch(listed ->
                                listed.id().equals(bench.instrument().id())
                                        && listed.rules().equals(bench.instrument().rules())
                                        && listed.contractSize()
                                                        .compareTo(
                                                                bench.instrument().contractSize())
                                                == 0),
                "tick, lot and contract size are those of the simulator: "
                        + bench.rig().connection().instruments());
    }
}
