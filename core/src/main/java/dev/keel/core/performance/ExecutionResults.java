package dev.keel.core.performance;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountEvent.OrderPlaced;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Fill;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderType;
import dev.keel.core.strategy.ExecutionResult;
import dev.keel.core.strategy.LearnsFromExecution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds an account's events into what became of its market orders, and tells whoever learns from
 * it. Used by one thread at a time.
 */
public final class ExecutionResults {
    private final LearnsFromExecution learner;
    private final Map<OrderId, Open> open = new HashMap<>();

    public ExecutionResults(LearnsFromExecution learner) {
        this.learner = learner;
    }

    /** Takes the next event of the account. */
    public void accept(AccountEvent event) {
        if (event instanceof OrderPlaced placed) {
            if (placed.request().type() instanceof OrderType.Market) {
                open.put(placed.order(), new Open(placed, new ArrayList<>()));
            }
        } else if (event instanceof AccountEvent.OrderChanged changed) {
            Open order = open.get(changed.order());
            if (order != null) {
                change(order, changed.change());
            }
        }
    }

    private void change(Open order, OrderChange change) {
        switch (change) {
            case OrderChange.Filled(Fill fill) -> {
                order.fills.add(fill);
                if (order.isComplete()) {
                    end(order, null);
                }
            }
            case OrderChange.Refused(Evidence why) -> end(order, why);
            case OrderChange.Canceled(Evidence why) -> end(order, why);
            case OrderChange.Expired(Evidence why) -> end(order, why);
            case OrderChange.Busted(Fill fill, Evidence _) ->
                    order.fills.removeIf(one -> one.tradeId().equals(fill.tradeId()));
            case OrderChange.Accepted _,
                    OrderChange.Doubted _,
                    OrderChange.CancelRequested _,
                    OrderChange.CancelRefused _ -> {}
        }
    }

    private void end(Open order, @Nullable Evidence why) {
        OrderPlaced placed = order.placed;
        open.remove(placed.order());
        learner.onExecution(
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
