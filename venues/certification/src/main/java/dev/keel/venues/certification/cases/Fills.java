package dev.keel.venues.certification.cases;

import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.Side;
import dev.keel.core.order.TradeId;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueTrade;
import dev.keel.venues.certification.Bench;
import dev.keel.venues.certification.Dialogue;
import dev.keel.venues.connector.Capability;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The fills of an order, by whichever way the connector tells them. */
final class Fills {
    private Fills() {}

    /** Waits until fills for all that the broker has traded of the order are told. */
    static List<Fill> awaitAll(Bench bench, Order order) {
        return await(bench, order, new Quantity(bench.truth(order).filled()));
    }

    /** Waits until fills of this sum are told, by reports or by the history. */
    static List<Fill> await(Bench bench, Order order, Quantity sum) {
        Map<String, Fill> fills = new TreeMap<>();
        bench.await(
                sum + " of order " + order.id() + " is told as traded",
                () -> {
                    reported(bench, order).forEach(fill -> add(bench, fills, fill));
                    if (total(fills.values()).compareTo(sum.value()) != 0) {
                        told(bench, order).forEach(fill -> add(bench, fills, fill));
                    }
                    return total(fills.values()).compareTo(sum.value()) == 0;
                });
        return List.copyOf(fills.values());
    }

    /** The fills that were reported unasked, each once. */
    static List<Fill> reported(Bench bench, Order order) {
        List<Fill> fills = new ArrayList<>();
        for (VenueReport report : bench.ear().reports(order.id())) {
            if (report.change() instanceof OrderChange.Filled(Fill fill)) {
                fills.add(fill);
            }
        }
        return fills;
    }

    private static List<Fill> told(Bench bench, Order order) {
        if (!bench.can(Capability.TRADE_HISTORY)) {
            return List.of();
        }
        return new Dialogue(bench)
                .statement(null)
                .map(statement -> statement.history())
                .map(history ->
                        history.trades().stream()
                                .filter(trade -> order.id().equals(trade.clientId()))
                                .filter(trade -> trade.cause() == VenueTrade.Cause.ORDER)
                                .map(VenueTrade::fill)
                                .toList())
                .orElse(List.of());
    }

    private static void add(Bench bench, Map<String, Fill> fills, Fill fill) {
        TradeId id = fill.tradeId();
        Fill before = fills.put(id.value(), fill);
        bench.require(
                before == null
                        || (before.price().equals(fill.price())
                                && before.quantity().equals(fill.quantity())
                                && before.fee().equals(fill.fee())),
                "a trade is told the same each time: " + before + " and " + fill);
    }

    /** What purchases brought in whole lots: a fee may have been taken from what was bought. */
    static Quantity received(Bench bench, Collection<Fill> purchases) {
        List<Fill> settled = purchases.stream().map(fill -> fill.settled(Side.BUY)).toList();
        return bench.instrument().roundDownToLot(new Quantity(total(settled)));
    }

    static BigDecimal total(Collection<Fill> fills) {
        return fills.stream()
                .map(fill -> fill.quantity().value())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
