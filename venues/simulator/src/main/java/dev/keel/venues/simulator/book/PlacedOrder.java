package dev.keel.venues.simulator.book;

import dev.keel.venues.simulator.BrokerOrder;
import dev.keel.venues.simulator.BrokerOrder.State;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An order that was taken, as it is now.
 *
 * @param number in the order of taking, from 1
 * @param id by the venue's own form
 */
public record PlacedOrder(
        long number,
        String id,
        OrderTerms terms,
        Progress progress,
        Instant placedAt,
        Instant updatedAt) {
    /** Parameters that say who asks and prove it; they are none of an order's terms. */
    private static final Set<String> PROOFS =
            Set.of("AccessKeyId", "api_key", "sig", "sign", "signature", "Signature");

    /**
     * How far it has come.
     *
     * @param filled quantity
     * @param value price x quantity x contract size of all that has traded
     * @param feeAsset empty as long as no fee was charged
     */
    public record Progress(
            State state, BigDecimal filled, BigDecimal value, BigDecimal fee, String feeAsset) {
        static Progress none(State state) {
            return new Progress(state, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, "");
        }
    }

    public State state() {
        return progress.state();
    }

    public boolean isOpen() {
        return state() == State.WORKING || state() == State.DORMANT;
    }

    public BigDecimal remaining() {
        return terms.quantity().subtract(progress.filled());
    }

    /** 0 before the first trade; to 16 digits. */
    public BigDecimal averagePrice() {
        if (progress.filled().signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal units = progress.filled().multiply(terms.market().contractSize());
        return progress.value().divide(units, MathContext.DECIMAL64).stripTrailingZeros();
    }

    PlacedOrder in(State state, Instant at) {
        Progress next =
                new Progress(
                        state,
                        progress.filled(),
                        progress.value(),
                        progress.fee(),
                        progress.feeAsset());
        return new PlacedOrder(number, id, terms, next, placedAt, at);
    }

    PlacedOrder asking(OrderTerms next) {
        return new PlacedOrder(number, id, next, progress, placedAt, updatedAt);
    }

    PlacedOrder traded(Trade trade) {
        BigDecimal filled = progress.filled().add(trade.quantity());
        boolean whole = filled.compareTo(terms.quantity()) >= 0;
        Progress next =
                new Progress(
                        whole ? State.FILLED : State.WORKING,
                        filled,
                        progress.value()
                                .add(terms.market().notional(trade.price(), trade.quantity())),
                        progress.fee().add(trade.fee()),
                        trade.feeAsset());
        return new PlacedOrder(number, id, terms, next, placedAt, trade.at());
    }

    /** As the tests see it. */
    public BrokerOrder forTests() {
        Map<String, String> wire = new TreeMap<>(terms.wire());
        wire.keySet().removeAll(PROOFS);
        return new BrokerOrder(
                terms.clientId(),
                id,
                terms.market().id(),
                terms.side(),
                terms.quantity(),
                progress.filled(),
                state(),
                wire);
    }
}
