package dev.keel.server.safety;

import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.execution.RunnerSuspendedException;
import dev.keel.core.order.OrderChange;
import dev.keel.server.runtime.AccountHost;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops all trading: first the platform's switch, durably, so that no risk is added anywhere; then
 * every account is halted, which cancels its working entries and keeps its protective orders. For
 * any number of threads.
 */
public final class EmergencyStop {
    private static final Logger LOG = LoggerFactory.getLogger(EmergencyStop.class);

    private final TradingGuard guard;
    private final Supplier<List<AccountHost>> running;

    /** The accounts that could not act when their halt was wanted. */
    private final List<AccountHost> owing = new ArrayList<>();

    private AccountCommand.@Nullable Halt halt;

    /**
     * @param running the accounts that run at this moment
     */
    public EmergencyStop(TradingGuard guard, Supplier<List<AccountHost>> running) {
        this.guard = guard;
        this.running = running;
    }

    /**
     * Stops; blocks until it is durable.
     *
     * @return how many orders are being cancelled; empty if an account cannot act just now, and
     *     will be halted as soon as it can
     */
    public synchronized OptionalInt stop(String reason, String who) {
        LOG.warn("emergency stop by {}: {}", who, reason);
        guard.disable(reason, who);
        halt = new AccountCommand.Halt(reason, who);
        owing.clear();
        owing.addAll(running.get());
        return settle();
    }

    /** Lets trading go on, on the platform and the accounts; blocks until it is durable. */
    public synchronized void release(String who) {
        owing.clear();
        halt = null;
        guard.enable(who);
        for (AccountHost account : running.get()) {
            List<AccountEvent> _ = account.ask(new AccountCommand.Resume(who));
        }
        LOG.info("trading is allowed again by {}", who);
    }

    /** Halts the accounts for which that is still owed. */
    public synchronized void retry() {
        if (!owing.isEmpty() && settle().isPresent()) {
            LOG.info("every account is halted now");
        }
    }

    private OptionalInt settle() {
        AccountCommand.Halt wanted = halt;
        if (wanted == null) {
            return OptionalInt.of(0);
        }
        int cancelled = 0;
        for (AccountHost account : List.copyOf(owing)) {
            try {
                List<AccountEvent> events = account.ask(wanted);
                owing.remove(account);
                cancelled += (int) events.stream().filter(EmergencyStop::cancels).count();
            } catch (RunnerSuspendedException e) {
                LOG.error(
                        "account {} cannot be halted yet: {}",
                        account.state().id(),
                        e.getMessage());
            }
        }
        return owing.isEmpty() ? OptionalInt.of(cancelled) : OptionalInt.empty();
    }

    private static boolean cancels(AccountEvent event) {
        return event instanceof AccountEvent.OrderChanged changed
                && changed.change() instanceof OrderChange.CancelRequested;
    }
}
