package dev.keel.venues.certification;

import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.TradeId;
import dev.keel.core.venue.VenueReport;
import dev.keel.venues.simulator.BrokerOrder;
import dev.keel.venues.simulator.BrokerSide;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What holds after every case, whatever it was about: nothing that the connector said is false, no
 * order was sent twice, and no secret is anywhere.
 */
final class Invariants {
    private final Bench bench;

    private Invariants(Bench bench) {
        this.bench = bench;
    }

    /**
     * Checks.
     *
     * @throws ContractBroken naming what does not hold
     */
    static void check(Bench bench) {
        Invariants invariants = new Invariants(bench);
        invariants.nothingIsSentTwice();
        bench.sent().forEach(invariants::nothingSaidIsFalse);
        invariants.noSecretIsOut();
        bench.books()
                .trouble()
                .ifPresent(trouble -> {
                    throw new ContractBroken(trouble);
                });
    }

    private void nothingIsSentTwice() {
        if (bench.isExcused(Bench.Excuse.SUBMITTED_AGAIN)) {
            return;
        }
        Map<String, Long> taken =
                bench.broker().orders().stream()
                        .filter(order -> !order.clientId().isEmpty())
                        .collect(
                                Collectors.groupingBy(
                                        BrokerOrder::clientId,
                                        TreeMap::new,
                                        Collectors.counting()));
        taken.forEach((id, count) -> {
            if (count > 1) {
                throw new ContractBroken("the broker has order " + id + " " + count + " times");
            }
        });
        int asked = bench.sent().size() + bench.lived().map(Life::submitted).orElse(0);
        int received = bench.broker().received(BrokerSide.Ask.SUBMIT);
        bench.require(
                received <= asked,
                "at most " + asked + " orders reach the wire, but " + received + " did");
    }

    private void nothingSaidIsFalse(Order order) {
        Optional<BrokerOrder> held = bench.held(order);
        for (VenueReport report : bench.ear().reports(order.id())) {
            String lie = lie(order, report.change(), held);
            if (!lie.isEmpty()) {
                throw new ContractBroken(
                        "the connector said " + report + ", but " + lie + ": " + held);
            }
        }
        noMoreFillsThanTraded(order, held);
    }

    private static String lie(Order sent, OrderChange change, Optional<BrokerOrder> held) {
        Optional<BrokerOrder.State> state = held.map(BrokerOrder::state);
        return switch (change) {
            case OrderChange.Accepted(var id) ->
                    held.filter(order -> order.venueId().equals(id.value())).isPresent()
                            ? ""
                            : "the broker has no such order under this id";
            case OrderChange.Refused _ ->
                    state.filter(is -> is != BrokerOrder.State.REJECTED).isPresent()
                            ? "the broker took it"
                            : "";
            case OrderChange.Canceled _, OrderChange.Expired _ ->
                    state.filter(Invariants::isEndedUnfilled).isPresent()
                                    || held.filter(order -> isLessThanAsked(order, sent))
                                            .isPresent()
                            ? ""
                            : "the broker has not ended it so";
            case OrderChange.CancelRefused _ ->
                    state.filter(is -> is == BrokerOrder.State.CANCELED).isPresent()
                            ? "the broker has cancelled it"
                            : "";
            case OrderChange.Filled _, OrderChange.Busted _ ->
                    held.isPresent() ? "" : "the broker has no such order";
            case OrderChange.CancelRequested _ -> "that is not for a venue to say";
            case OrderChange.Doubted _ -> "";
        };
    }

    /**
     * Where a venue has no reduce-only orders, the connector sends only as much as there is to
     * reduce: all of that has traded, and the rest of what was asked for has ended.
     */
    private static boolean isLessThanAsked(BrokerOrder held, Order sent) {
        return sent.request().isReduceOnly()
                && held.state() == BrokerOrder.State.FILLED
                && held.quantity().compareTo(sent.request().quantity().value()) < 0;
    }

    private static boolean isEndedUnfilled(BrokerOrder.State state) {
        return state == BrokerOrder.State.CANCELED
                || state == BrokerOrder.State.EXPIRED
                || state == BrokerOrder.State.REJECTED;
    }

    private void noMoreFillsThanTraded(Order order, Optional<BrokerOrder> held) {
        Map<String, BigDecimal> fills = new TreeMap<>();
        for (VenueReport report : bench.ear().reports(order.id())) {
            if (report.change() instanceof OrderChange.Filled(Fill fill)) {
                TradeId id = fill.tradeId();
                fills.put(id.value(), fill.quantity().value());
            }
        }
        BigDecimal total = fills.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal traded = held.map(BrokerOrder::filled).orElse(BigDecimal.ZERO);
        bench.require(
                bench.isExcused(Bench.Excuse.BUSTED) || total.compareTo(traded) <= 0,
                "no more fills of order "
                        + order.id()
                        + " are told than traded: "
                        + total
                        + " of "
                        + traded);
    }

    private void noSecretIsOut() {
        List<String> said = bench.everythingSaid();
        List<String> written = bench.rig().output();
        List<String> wire = bench.broker().wire();
        for (String secret : bench.rig().secrets()) {
            requireAbsent(secret, said, "what the connector says");
            requireAbsent(secret, written, "logs and files");
            if (!bench.rig().secretsOnWire().contains(secret)) {
                requireAbsent(secret, wire, "the wire");
            }
        }
    }

    private static void requireAbsent(String secret, List<String> texts, String where) {
        if (texts.stream().anyMatch(text -> text.contains(secret))) {
            throw new ContractBroken("a secret that was planted is found in " + where);
        }
    }
}
