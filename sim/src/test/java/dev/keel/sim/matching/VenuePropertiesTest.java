package dev.keel.sim.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.market.Bar;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Side;
import dev.keel.core.order.TimeInForce;
import dev.keel.core.venue.VenueReport;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds in every market and for all orders. */
class VenuePropertiesTest {

    /** A fill with the order that it belongs to, and the bar that was on. */
    private record Traded(Order order, Fill fill, Bar bar, int barIndex) {
        OrderRequest request() {
            return order.request();
        }

        BigDecimal signed() {
            BigDecimal quantity = fill.quantity().value();
            return request().side() == Side.BUY ? quantity : quantity.negate();
        }
    }

    @Property(tries = 1_000)
    void theSameSeedGivesTheSameReports(@ForAll long seed) {
        assertThat(new Scenario(seed).reports()).isEqualTo(new Scenario(seed).reports());
    }

    @Property(tries = 1_000)
    void noOrderFillsMoreThanItsQuantity(@ForAll long seed) {
        Scenario scenario = new Scenario(seed);

        for (OrderId id : scenario.orders()) {
            Order order = scenario.venue().order(id);
            assertThat(order.execution().quantity())
                    .isLessThanOrEqualTo(order.request().quantity());
        }
    }

    @Property(tries = 1_000)
    void fillsLieWithinTheirBarButForSlippage(@ForAll long seed) {
        Scenario scenario = new Scenario(seed);

        for (Traded traded : trades(scenario)) {
            assertThat(scenario.isWithin(traded.bar, traded.request().side(), traded.fill.price()))
                    .as("%s in %s", traded.fill, traded.bar)
                    .isTrue();
        }
    }

    @Property(tries = 1_000)
    void aLimitIsNeverExceeded(@ForAll long seed) {
        for (Traded traded : trades(new Scenario(seed))) {
            traded.request()
                    .type()
                    .limitPrice()
                    .ifPresent(limit -> {
                        if (traded.request().side() == Side.BUY) {
                            assertThat(traded.fill.price()).isLessThanOrEqualTo(limit);
                        } else {
                            assertThat(traded.fill.price()).isGreaterThanOrEqualTo(limit);
                        }
                    });
        }
    }

    @Property(tries = 1_000)
    void makersAreLimitOrdersThatWaited(@ForAll long seed) {
        for (Traded traded : trades(new Scenario(seed))) {
            if (traded.fill.liquidity() == Liquidity.MAKER) {
                assertThat(traded.request().type().limitPrice()).isPresent();
                assertThat(isImmediate(traded.request())).isFalse();
            } else {
                assertThat(traded.request().isPostOnly()).isFalse();
            }
        }
    }

    @Property(tries = 1_000)
    void reduceOnlyNeverIncreasesNorTurnsAPosition(@ForAll long seed) {
        BigDecimal position = BigDecimal.ZERO;
        for (Traded traded : trades(new Scenario(seed))) {
            BigDecimal after = position.add(traded.signed());
            if (traded.request().isReduceOnly()) {
                assertThat(after.abs()).isLessThan(position.abs());
                assertThat(after.signum() * position.signum()).isNotNegative();
            }
            position = after;
        }
    }

    @Property(tries = 1_000)
    void whatAnOrderAndItsPairTradeTogetherIsNoMoreThanItsQuantity(@ForAll long seed) {
        Scenario scenario = new Scenario(seed);
        Map<Order, Quantity> gone = new HashMap<>();
        Set<Order> over = new HashSet<>();
        for (VenueReport report : scenario.reports()) {
            Order order = scenario.venue().order(report.order());
            switch (report.change()) {
                case OrderChange.Accepted _ -> gone.put(order, Quantity.ZERO);
                case OrderChange.Filled(Fill fill) -> {
                    gone.replaceAll((other, before) ->
                            isPaired(order, other) ? before.plus(fill.quantity()) : before);
                    assertThat(over).doesNotContain(order);
                    assertThat(gone.get(order)).isLessThanOrEqualTo(order.request().quantity());
                    if (isFilledBy(order, fill)) {
                        gone.keySet().stream()
                                .filter(other -> isPaired(order, other))
                                .forEach(over::add);
                    }
                }
                case OrderChange.Canceled _,
                        OrderChange.Expired _,
                        OrderChange.Refused _,
                        OrderChange.CancelRefused _,
                        OrderChange.Busted _,
                        OrderChange.CancelRequested _,
                        OrderChange.Doubted _ -> {}
            }
        }
    }

    @Property(tries = 1_000)
    void fillOrKillIsWholeOrNothing(@ForAll long seed) {
        Scenario scenario = new Scenario(seed);

        for (OrderId id : scenario.orders()) {
            Order order = scenario.venue().order(id);
            if (order.request().timeInForce() instanceof TimeInForce.FillOrKill
                    && !order.isOpen()) {
                Quantity filled = order.execution().quantity();
                assertThat(filled.isZero() || filled.equals(order.request().quantity())).isTrue();
            }
        }
    }

    @Property(tries = 1_000)
    void immediateOrdersDoNotWaitWhereThereIsAPrice(@ForAll long seed) {
        Scenario scenario = new Scenario(seed);

        for (OrderId id : scenario.orders()) {
            Order order = scenario.venue().order(id);
            boolean waitsForTrigger =
                    order.request().type().triggerPrice().isPresent()
                            || order.request().type() instanceof OrderType.TrailingStop;
            if (isImmediate(order.request()) && !waitsForTrigger && order.isOpen()) {
                assertThat(scenario.model.latency()).isPositive();
            }
        }
    }

    @Property(tries = 1_000)
    void nothingHappensToAnOrderAfterItsEnd(@ForAll long seed) {
        Set<OrderId> ended = new HashSet<>();
        Scenario scenario = new Scenario(seed);
        Map<OrderId, Quantity> filled = new HashMap<>();

        for (VenueReport report : scenario.reports()) {
            assertThat(ended).doesNotContain(report.order());
            boolean ends =
                    switch (report.change()) {
                        case OrderChange.Filled(Fill fill) -> {
                            Quantity sum =
                                    filled.merge(report.order(), fill.quantity(), Quantity::plus);
                            yield sum.equals(
                                    scenario.venue().order(report.order()).request().quantity());
                        }
                        case OrderChange.Canceled _, OrderChange.Expired _, OrderChange.Refused _ ->
                                true;
                        case OrderChange.Accepted _,
                                OrderChange.CancelRefused _,
                                OrderChange.Busted _,
                                OrderChange.CancelRequested _,
                                OrderChange.Doubted _ ->
                                false;
                    };
            if (ends) {
                ended.add(report.order());
            }
        }
    }

    @Property(tries = 1_000)
    void ordersTogetherTakeNoMoreThanTheirShareOfABar(@ForAll long seed) {
        Scenario scenario = new Scenario(seed);
        BigDecimal share = scenario.model.participation();
        Map<Integer, BigDecimal> taken = new HashMap<>();
        for (Traded traded : trades(scenario)) {
            taken.merge(traded.barIndex, traded.fill.quantity().value(), BigDecimal::add);
        }

        taken.forEach((index, quantity) -> {
            Bar bar = scenario.bars.get(index);
            long before = index == 0 ? 0 : scenario.bars.get(index - 1).volume();
            if (share != null && bar.volume() > 0 && before > 0) {
                long volume = Math.max(bar.volume(), before);
                assertThat(quantity)
                        .isLessThanOrEqualTo(BigDecimal.valueOf(volume, 2).multiply(share));
            }
        });
    }

    private static boolean isPaired(Order order, Order other) {
        return order.id().equals(other.id())
                || (order.origin() instanceof Origin.OfProtection
                        && order.origin().equals(other.origin()));
    }

    private static boolean isFilledBy(Order order, Fill fill) {
        return order.status() == OrderStatus.FILLED
                && order.execution().tradeIds().getLast().equals(fill.tradeId());
    }

    private static boolean isImmediate(OrderRequest request) {
        return request.timeInForce() instanceof TimeInForce.ImmediateOrCancel
                || request.timeInForce() instanceof TimeInForce.FillOrKill;
    }

    private static List<Traded> trades(Scenario scenario) {
        List<Traded> trades = new ArrayList<>();
        for (int i = 0; i < scenario.reports().size(); i++) {
            VenueReport report = scenario.reports().get(i);
            if (report.change() instanceof OrderChange.Filled(Fill fill)) {
                int bar = scenario.barOfReport.get(i);
                Order order = scenario.venue().order(report.order());
                trades.add(new Traded(order, fill, scenario.bars.get(bar), bar));
            }
        }
        return trades;
    }
}
