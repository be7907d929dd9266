package dev.keel.core.strategy;

/**
 * A strategy that wants to know what its orders cost. It is told on the thread that feeds it its
 * bars, in the order in which orders ended, each at the first bar that closes after its end and
 * before that bar; whoever runs a strategy may leave that out.
 */
public interface LearnsFromExecution {
    /** Takes what became of an order, once. */
    void onExecution(ExecutionResult result);
}
