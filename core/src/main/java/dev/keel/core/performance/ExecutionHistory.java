package dev.keel.core.performance;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.market.Bar;
import dev.keel.core.signal.Signal;
import dev.keel.core.strategy.ExecutionResult;
import dev.keel.core.strategy.LearnsFromExecution;
import dev.keel.core.strategy.Strategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of an account's market orders, for the strategies that learn from it.
 *
 * <p>A strategy is told of an order at the first bar that closes after the order ended, before it
 * sees that bar. So what it knows at a bar follows from the account's events and the times of its
 * bars alone: a backtest, a paper run, and one that was started anew and shown its past know the
 * same. For any number of threads.
 */
public final class ExecutionHistory {
    private final ExecutionResults results = new ExecutionResults(this::add);
    private final List<Ended> ended = new ArrayList<>();

    /** Takes the account's next event, beginning with its first. */
    public synchronized void accept(AccountEvent event) {
        results.accept(event);
    }

    /** The strategy, told of all executions in time; itself if it does not learn from them. */
    public Strategy inform(Strategy strategy) {
        return strategy instanceof LearnsFromExecution learner
                ? new Informed(strategy, learner)
                : strategy;
    }

    private void add(Instant at, ExecutionResult result) {
        ended.add(new Ended(at.toEpochMilli(), result));
    }

    private synchronized Optional<ExecutionResult> next(int number, long beforeMillis) {
        return number < ended.size() && ended.get(number).atMillis < beforeMillis
                ? Optional.of(ended.get(number).result)
                : Optional.empty();
    }

    private record Ended(long atMillis, ExecutionResult result) {}

    /** A strategy that is told before it sees. */
    private final class Informed implements Strategy {
        private final Strategy strategy;
        private final LearnsFromExecution learner;
        private int told;

        Informed(Strategy strategy, LearnsFromExecution learner) {
            this.strategy = strategy;
            this.learner = learner;
        }

        @Override
        public Optional<Signal> onBar(Bar bar) {
            Optional<ExecutionResult> result = next(told, bar.closeMillis());
            while (result.isPresent()) {
                told++;
                learner.onExecution(result.get());
                result = next(told, bar.closeMillis());
            }
            return strategy.onBar(bar);
        }
    }
}
