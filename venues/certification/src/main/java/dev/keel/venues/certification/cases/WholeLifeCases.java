package dev.keel.venues.certification.cases;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.Difference;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.Protection;
import dev.keel.core.order.Side;
import dev.keel.venues.certification.Bench;
import dev.keel.venues.certification.CaseGroup;
import dev.keel.venues.certification.ContractCase;
import dev.keel.venues.certification.Life;
import dev.keel.venues.certification.Need;
import dev.keel.venues.certification.NotShown;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.simulator.BrokerOrder;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.WireFault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A real account's runner trades over the connector while things go wrong; in the end every order
 * is what the broker has, no order is there twice, and position and cash are equal.
 */
final class WholeLifeCases {
    private static final Need NEED =
            Need.of(
                    Capability.LIMIT_ORDER,
                    Capability.FIND_BY_CLIENT_ID,
                    Capability.OPEN_ORDERS,
                    Capability.TRADE_HISTORY);

    /** In the order of the cases from 602 on; stable for ever. */
    private static final List<WireFault> SUBMIT_FAULTS =
            List.of(
                    WireFault.LOST_BEFORE,
                    WireFault.DROPPED_AFTER,
                    WireFault.HANGS_AFTER,
                    WireFault.BAD_GATEWAY,
                    WireFault.UNAVAILABLE,
                    WireFault.SUCCESS_PAGE,
                    WireFault.EMPTY_OBJECT,
                    WireFault.VENUE_UNKNOWN,
                    WireFault.VENUE_REFUSES,
                    WireFault.VENUE_UNLISTED_CODE,
                    WireFault.TOO_MANY_REQUESTS);

    private WholeLifeCases() {}

    static List<ContractCase> all() {
        List<ContractCase> all = new ArrayList<>();
        all.add(
                of(
                        601,
                        "an account buys and sells, and the ledger is the broker's",
                        "it is all that the rest is for",
                        NEED,
                        WholeLifeCases::trades));
        for (WireFault fault : SUBMIT_FAULTS) {
            all.add(
                    of(
                            602 + SUBMIT_FAULTS.indexOf(fault),
                            "an order met by \"" + Ambiguity.words(fault) + "\" comes out of doubt",
                            "an order in doubt binds funds, and a wrong way out costs them",
                            NEED.under(fault),
                            bench -> comesOutOfDoubt(bench, fault)));
        }
        all.addAll(
                List.of(
                        of(
                                621,
                                "a cancel whose answer is lost ends the order once it is known",
                                "a cancel that was done must not be waited for",
                                NEED.under(WireFault.DROPPED_AFTER),
                                bench -> cancels(bench, WireFault.DROPPED_AFTER)),
                        of(
                                622,
                                "a cancel that was lost is sent again until the order has ended",
                                "whoever wants an order gone wants it gone",
                                NEED.under(WireFault.LOST_BEFORE),
                                bench -> cancels(bench, WireFault.LOST_BEFORE)),
                        of(
                                623,
                                "fills that the stream did not tell are in the ledger",
                                "a stream may be silent and look healthy",
                                NEED,
                                WholeLifeCases::booksWithoutStream),
                        of(
                                624,
                                "a process that dies with an order in flight comes back to the"
                                        + " truth",
                                "the very moment at which orders get lost",
                                NEED.under(WireFault.HANGS_AFTER),
                                WholeLifeCases::survivesInFlight),
                        of(
                                625,
                                "fills that happened while no process ran are in the ledger",
                                "they are the position",
                                NEED,
                                WholeLifeCases::booksMissedFills),
                        of(
                                626,
                                "an order that the venue cancels by itself ends in the ledger",
                                "else it binds funds for ever",
                                NEED,
                                WholeLifeCases::endsWithVenue),
                        of(
                                627,
                                "a trade of somebody else is taken into the ledger, and told",
                                "the position is the account's, whoever traded it",
                                NEED,
                                WholeLifeCases::takesForeignTrade),
                        of(
                                628,
                                "a deposit is taken into the ledger, and told",
                                "cash that nobody explains freezes the account",
                                NEED,
                                WholeLifeCases::takesDeposit),
                        of(
                                629,
                                "an order stays in doubt for as long as the history cannot be read",
                                "a query that fails proves nothing",
                                NEED.under(WireFault.LOST_BEFORE, WireFault.UNAVAILABLE),
                                WholeLifeCases::staysInDoubt),
                        of(
                                630,
                                "the stop of an entry works at the venue, and closes the position",
                                "a position without its stop is what people lose sleep over",
                                Need.of(
                                        Capability.MARKET_ORDER,
                                        Capability.STOP_ORDER,
                                        Capability.REDUCE_ONLY,
                                        Capability.FIND_BY_CLIENT_ID,
                                        Capability.OPEN_ORDERS,
                                        Capability.TRADE_HISTORY),
                                WholeLifeCases::protects),
                        of(
                                631,
                                "a storm of faults over many orders leaves ledger and broker"
                                        + " agreed",
                                "troubles seldom come alone",
                                NEED,
                                WholeLifeCases::weathersStorm)));
        return List.copyOf(all);
    }

    private static ContractCase of(
            int number, String title, String why, Need need, ContractCase.Body body) {
        return new ContractCase(number, CaseGroup.WHOLE_LIFE, title, why, need, body);
    }

    private static OrderId resting(Life life) {
        OrderId order = life.place(life.requests().resting(Side.BUY));
        life.await("the order works", _ -> life.status(order) == OrderStatus.WORKING);
        return order;
    }

    private static BigDecimal part(Life life, int parts) {
        return life.requests().parts(parts).value();
    }

    private static void trades(Bench bench) {
        Life life = bench.life();
        OrderId bought = life.place(life.requests().crossing(Side.BUY));
        life.await("the buy fills", _ -> life.status(bought) == OrderStatus.FILLED);
        OrderRequest sell =
                life.requests().crossing(Side.SELL).withQuantity(life.requests().parts(5));
        OrderId sold = life.place(sell);
        life.await("the sell fills", _ -> life.status(sold) == OrderStatus.FILLED);
        life.settle();
    }

    private static void comesOutOfDoubt(Bench bench, WireFault fault) {
        Life life = bench.life();
        OrderId first = resting(life);
        bench.broker().inject(fault, Ask.SUBMIT, 1);
        OrderId order = life.place(life.requests().resting(Side.BUY));
        life.settle();
        if (fault == WireFault.HANGS_AFTER) {
            // What waits for the answer is over only now; it must not send the order again.
            bench.giveTime(() -> bench.broker().received(Ask.SUBMIT) > 2);
            life.settle();
        }
        bench.require(life.status(first) == OrderStatus.WORKING, "the first order works on");
        bench.require(
                life.status(order) != OrderStatus.IN_DOUBT, "the order is not in doubt any more");
    }

    private static void cancels(Bench bench, WireFault fault) {
        Life life = bench.life();
        OrderId order = resting(life);
        bench.broker().inject(fault, Ask.CANCEL, 1);
        life.cancel(order);
        life.await("the order has ended", _ -> life.status(order) == OrderStatus.CANCELED);
        life.settle();
    }

    private static void booksWithoutStream(Bench bench) {
        Life life = bench.life();
        OrderId order = resting(life);
        bench.broker().streams(false);
        bench.broker()
                .fill(
                        bench.rig().clientIdOf(order),
                        part(life, 4),
                        life.requests().price("90").value());
        life.await("the fill is booked", _ -> life.status(order) == OrderStatus.PARTIALLY_FILLED);
        bench.restoreStreams();
        life.settle();
    }

    private static void survivesInFlight(Bench bench) {
        Life life = bench.life();
        OrderId first = resting(life);
        bench.broker().inject(WireFault.HANGS_AFTER, Ask.SUBMIT, 1);
        OrderId order = life.place(life.requests().resting(Side.BUY));
        String client = bench.rig().clientIdOf(order);
        bench.await("the broker has it", () -> bench.broker().order(client).isPresent());
        life.restart();
        life.settle();
        bench.require(
                life.status(first) == OrderStatus.WORKING
                        && life.status(order) == OrderStatus.WORKING,
                "both orders work, as they do at the broker");
    }

    private static void booksMissedFills(Bench bench) {
        Life life = bench.life();
        OrderId order = resting(life);
        life.settle();
        String client = bench.rig().clientIdOf(order);
        BigDecimal price = life.requests().price("90").value();
        bench.rig().connection().close();
        bench.broker().fill(client, part(life, 3), price);
        bench.broker().fill(client, part(life, 2), price);
        life.restart();
        life.await("the fills are booked", _ -> life.status(order) == OrderStatus.PARTIALLY_FILLED);
        life.settle();
    }

    private static void endsWithVenue(Bench bench) {
        Life life = bench.life();
        OrderId order = resting(life);
        bench.broker().cancel(bench.rig().clientIdOf(order));
        life.await("the order has ended", _ -> life.status(order) == OrderStatus.CANCELED);
        life.settle();
    }

    private static void takesForeignTrade(Bench bench) {
        Life life = bench.life();
        OrderId _ = resting(life);
        String _ = Foreign.place(bench, Side.BUY, "101");
        life.settle();
        requireTold(bench, life, Difference.Explanation.MANUAL_TRADE);
    }

    private static void requireTold(Bench bench, Life life, Difference.Explanation explanation) {
        bench.require(
                life.hasHappened(event ->
                        event instanceof AccountEvent.DifferenceFound found
                                && found.difference().explanation() == explanation),
                "the difference is told as " + explanation);
    }

    private static void takesDeposit(Bench bench) {
        Life life = bench.life();
        if (!bench.can(Capability.MOVEMENTS)) {
            throw new NotShown("the venue tells no movements");
        }
        OrderId _ = resting(life);
        bench.broker().move(bench.rig().profile().currency().code(), new BigDecimal("250"));
        life.await(
                "the deposit is booked",
                _ ->
                        life.hasHappened(event ->
                                event instanceof AccountEvent.FundsMoved moved
                                        && moved.amount().amount().compareTo(new BigDecimal("250"))
                                                == 0));
        life.settle();
    }

    private static void staysInDoubt(Bench bench) {
        Life life = bench.life();
        OrderId _ = resting(life);
        bench.broker().inject(WireFault.UNAVAILABLE, Ask.HISTORY, 1_000);
        bench.broker().inject(WireFault.LOST_BEFORE, Ask.SUBMIT, 1);
        OrderId order = life.place(life.requests().resting(Side.BUY));
        int asked = bench.broker().received(Ask.HISTORY);
        life.await("it is in doubt", _ -> life.status(order) == OrderStatus.IN_DOUBT);
        life.await(
                "the history was asked for in vain",
                _ ->
                        bench.broker().received(Ask.HISTORY) >= asked + 3
                                || life.status(order) != OrderStatus.IN_DOUBT);
        bench.require(life.status(order) == OrderStatus.IN_DOUBT, "the order is still in doubt");
    }

    private static void protects(Bench bench) {
        Life life = bench.life();
        OrderRequest entry =
                life.requests()
                        .market(Side.BUY)
                        .withProtection(Protection.of(life.requests().price("95"), null));
        OrderId order = life.place(entry);
        life.await("the entry fills", _ -> life.status(order) == OrderStatus.FILLED);
        bench.await("its stop is at the broker", () -> stop(bench, order).isPresent());
        bench.broker().quote(bench.instrument().id(), new BigDecimal("94"), new BigDecimal("94.1"));
        bench.await(
                "the stop closes the position",
                () -> bench.broker().position(bench.instrument().id()).signum() == 0);
        life.settle();
    }

    private static Optional<BrokerOrder> stop(Bench bench, OrderId entry) {
        String client = bench.rig().clientIdOf(entry);
        return bench.broker().orders().stream()
                .filter(order -> order.side() == Side.SELL)
                .filter(order -> !order.clientId().equals(client))
                .filter(order ->
                        order.state() == BrokerOrder.State.DORMANT
                                || order.state() == BrokerOrder.State.WORKING)
                .findFirst();
    }

    private static void weathersStorm(Bench bench) {
        Life life = bench.life();
        OrderId _ = resting(life);
        List<WireFault> faults =
                SUBMIT_FAULTS.stream().filter(bench.broker().faults()::contains).toList();
        List<OrderId> orders = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            if (!faults.isEmpty()) {
                WireFault fault = faults.get(i * 3 % faults.size());
                bench.broker().inject(fault, i % 2 == 0 ? Ask.SUBMIT : Ask.CANCEL, 1);
            }
            OrderId order = life.place(life.requests().resting(Side.BUY));
            // The account risks nothing new while an order is in doubt.
            life.await("the order is not in doubt", _ -> isCertain(life.status(order)));
            orders.add(order);
            if (i % 2 == 1 && life.status(orders.get(i - 1)) == OrderStatus.WORKING) {
                life.cancel(orders.get(i - 1));
            }
            life.await(
                    "no order is in doubt",
                    _ -> orders.stream().map(life::status).allMatch(WholeLifeCases::isCertain));
        }
        life.settle();
    }

    private static boolean isCertain(OrderStatus status) {
        return switch (status) {
            case PENDING, IN_DOUBT, CANCELING -> false;
            case WORKING, PARTIALLY_FILLED, FILLED, CANCELED, EXPIRED, REJECTED -> true;
        };
    }
}
