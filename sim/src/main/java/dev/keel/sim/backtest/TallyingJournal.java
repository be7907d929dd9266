package dev.keel.sim.backtest;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.DeclineReason;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.core.journal.Journal;
import dev.keel.core.journal.Lease;
import dev.keel.core.journal.MemoryJournal;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Side;
import dev.keel.core.performance.ExecutionHistory;
import dev.keel.core.performance.RoundTrips;
import dev.keel.core.strategy.LearnsFromExecution;
import dev.keel.core.strategy.Strategy;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A memory journal of one account that folds what is committed into round trips and counts, while
 * the events are at hand: reading a million of them back takes longer than making them.
 */
final class TallyingJournal implements Journal {
    private final MemoryJournal journal = new MemoryJournal();
    private final RoundTrips trips = new RoundTrips();
    private final Map<DeclineReason, Integer> declined = new EnumMap<>(DeclineReason.class);

    /** The order that was placed last, unless it has traded: by far the most trade at once. */
    private AccountEvent.@Nullable OrderPlaced latest;

    /** The sides of the other orders that have not traded. */
    private final Map<OrderId, Side> untraded = new HashMap<>();

    /** Kept for a strategy that learns from it. */
    private @Nullable ExecutionHistory executions;

    private int executed;
    private int buys;
    private int sells;

    RoundTrips trips() {
        return trips;
    }

    /** Has a strategy that learns from executions told of them; before the first of them. */
    Strategy inform(Strategy strategy) {
        if (!(strategy instanceof LearnsFromExecution)) {
            return strategy;
        }
        ExecutionHistory history = new ExecutionHistory();
        executions = history;
        return history.inform(strategy);
    }

    /**
     * @param unheard signals that were never offered to the account
     */
    BacktestCounts counts(int unheard) {
        int refused = declined.values().stream().mapToInt(Integer::intValue).sum();
        return new BacktestCounts(executed + refused + unheard, buys, sells, declined, unheard);
    }

    @Override
    public Lease acquire(AccountId account) {
        return journal.acquire(account);
    }

    /** The memory journal answers at once. */
    @Override
    public CompletionStage<Appended> append(Append append) {
        CompletionStage<Appended> outcome = journal.append(append);
        if (outcome.toCompletableFuture().join() instanceof Appended.Committed) {
            for (AccountEvent event : append.events()) {
                trips.accept(event);
                count(event);
                if (executions != null) {
                    executions.accept(event);
                }
            }
        }
        return outcome;
    }

    @Override
    public List<RecordedEvent> read(AccountId account, long afterSequence) {
        return journal.read(account, afterSequence);
    }

    @Override
    public List<AccountId> accounts() {
        return journal.accounts();
    }

    @Override
    public Optional<OrderId> findOrder(AccountId account, ClientKey key) {
        return journal.findOrder(account, key);
    }

    private void count(AccountEvent event) {
        if (event instanceof AccountEvent.OrderChanged changed) {
            if (changed.change() instanceof OrderChange.Filled) {
                // Only an order's first fill finds its side.
                Side side = untraded(changed.order());
                buys += side == Side.BUY ? 1 : 0;
                sells += side == Side.SELL ? 1 : 0;
            }
        } else if (event instanceof AccountEvent.OrderPlaced placed) {
            if (latest != null) {
                untraded.put(latest.order(), latest.request().side());
            }
            latest = placed;
        } else if (event instanceof AccountEvent.SignalExecuted) {
            executed++;
        } else if (event instanceof AccountEvent.SignalDeclined lost) {
            declined.merge(lost.reason(), 1, Integer::sum);
        }
    }

    /** The side of an order that has not traded, and now does; null if it has traded before. */
    private @Nullable Side untraded(OrderId order) {
        AccountEvent.OrderPlaced placed = latest;
        if (placed != null && placed.order().equals(order)) {
            latest = null;
            return placed.request().side();
        }
        return untraded.isEmpty() ? null : untraded.remove(order);
    }
}
