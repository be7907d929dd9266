package dev.keel.server.safety;

import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.execution.RunnerSuspendedException;
import dev.keel.core.order.OrderChange;
import dev.keel.server.runtime.AccountHost;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops all trading: first the platform's switch, durably, so that no risk is added anywhere; then
 * the account is halted, which cancels its working entries and keeps its protective orders. For any
 * number of threads.
 */
public final class EmergencyStop {
    private static final Logger LOG = LoggerFactory.getLogger(EmergencyStop.class);

    private final TradingGuard guard;
    private final AccountHost account;

    /** The halt of an account that could not act when it was wanted. */
    private AccountCommand.@Nullable Halt owed;

    public EmergencyStop(TradingGuard guard, AccountHost account) {
        this.guard = guard;
        this.account = account;
    }

    /**
     * Stops; blocks until it is durable.
     *
     * @return how many orders are being cancelled; empty if the account cannot act just now, and
     *     will be halted as soon as it can
     */
    public synchronized OptionalInt stop(String reason, String who) {
        LOG.warn("emergency stop by {}: {}", who, reason);
        guard.disable(reason, who);
        owed = new AccountCommand.Halt(reason, who);
        return settle();
    }

    /** Lets trading go on, on the platform and the account; blocks until it is durable. */
    public synchronized void release(String who) {
        owed = null;
        guard.enable(who);
        List<AccountEvent> _ = account.ask(new AccountCommand.Resume(who));
        LOG.info("trading is allowed again by {}", who);
    }

    /** Halts the account if that is still owed. */
    public synchronized void retry() {
        if (owed != null && settle().isPresent()) {
            LOG.info("the account is halted now");
        }
    }

    private OptionalInt settle() {
        AccountCommand.Halt halt = owed;
        if (halt == null) {
            return OptionalInt.of(0);
        }
        try {
            List<AccountEvent> events = account.ask(halt);
            owed = null;
            return OptionalInt.of((int) events.stream().filter(EmergencyStop::cancels).count());
        } catch (RunnerSuspendedException e) {
            LOG.error("the account cannot be halted yet: {}", e.getMessage());
            return OptionalInt.empty();
        }
    }

    private static boolean cancels(AccountEvent event) {
        return event instanceof AccountEvent.OrderChanged changed
                && changed.change() instanceof OrderChange.CancelRequested;
    }
}
