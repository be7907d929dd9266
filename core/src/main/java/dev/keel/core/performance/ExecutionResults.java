package dev.keel.core.performance;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountEvent.OrderPlaced;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Fill;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderType;
import dev.keel.core.strategy.ExecutionResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds an account's events into what became of its market orders. Used by one thread at a time.
 */
final class ExecutionResults {
    /** Takes what became of an order, once. */
    @FunctionalInterface
    interface Listener {
        /**
         * @param at when the order ended, by the account's clock
         */
        void ended(Instant at, ExecutionResult result);
    }

    private final Listener listener;
    private final Map<OrderId, Open> open = new HashMap<>();

    ExecutionResults(Listener listener) {
        this.listener = listener;
    }

    /** Takes the next event of the account. */
    void accept(AccountEvent event) {
        if (event instanceof OrderPlaced placed) {
            if (placed.request().type() instanceof OrderType.Market) {
                open.put(placed.order(), new Open(placed, new ArrayList<>()));
            }
        } else if (event instanceof AccountEvent.OrderChanged changed) {
            Open order = open.get(changed.order());
            if (order != null) {
                change(changed.at(), order, changed.change());
            }
        }
    }

    private void change(Instant at, Open order, OrderChange change) {
        switch (change) {
            case OrderChange.Filled(Fill fill) -> {
                order.fills.add(fill);
                if (order.isComplete()) {
                    end(at, order, null);
                }
            }
            case OrderChange.Refused(Evidence why) -> end(at, order, why);
            case OrderChange.Canceled(Evidence why) -> end(at, order, why);
            case OrderChange.Expired(Evidence why) -> end(at, order, why);
            case OrderChange.Busted(Fill fill, Evidence _) ->
                    order.fills.removeIf(one -> one.tradeId().equals(fill.tradeId()));
            case OrderChange.Accepted _,
                    OrderChange.Doubted _,
                    OrderChange.CancelRequested _,
                    OrderChange.CancelRefused _ -> {}
        }
    }

    private void end(Instant at, Open order, @Nullable Evidence why) {
        OrderPlaced placed = order.placed;
        open.remove(placed.order());
        listener.ended(
                at,
                new ExecutionResult(
                        placed.request().instrument(),
                        placed.request().side(),
                        placed.request().quantity(),
                        placed.reference(),
                        placed.at(),
                        order.fills,
                        why == null ? null : why.reference()));
    }

    /** A market order that has not ended. */
    private record Open(OrderPlaced placed, List<Fill> fills) {
        boolean isComplete() {
            return fills.stream()
                    .map(Fill::quantity)
                    .reduce((one, other) -> one.plus(other))
                    .filter(sum -> !placed.request().quantity().isGreaterThan(sum))
                    .isPresent();
        }
    }
}
