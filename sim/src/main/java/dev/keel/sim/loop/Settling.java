package dev.keel.sim.loop;

import dev.keel.core.execution.AccountRunner;

/** How the loop makes sure that the account has done its part before the market goes on. */
public enum Settling {
    /** The runner's executor is direct: when a call returns, everything has been done. */
    DIRECT {
        @Override
        void settle(AccountRunner runner) {}
    },
    /**
     * The runner works on threads of its own: the loop blocks until it is idle, so that a replay
     * gives the same trades every time.
     */
    AWAIT_IDLE {
        @Override
        void settle(AccountRunner runner) {
            runner.whenIdle().toCompletableFuture().join();
        }
    };

    abstract void settle(AccountRunner runner);
}
