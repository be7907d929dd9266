package dev.keel.server.safety;

import dev.keel.core.account.TradingSwitch;
import dev.keel.ledger.view.TradingControl;
import dev.keel.ledger.view.TradingControls;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The platform's kill switch as decisions see it: a copy of {@code trading_control} that is at most
 * a second old. What counts is the row itself, which the journal reads in every commit that adds
 * risk. For any number of threads.
 */
public final class TradingGuard implements Supplier<TradingSwitch> {
    private final TradingControls controls;
    private volatile TradingControl latest;

    public TradingGuard(TradingControls controls) {
        this.controls = controls;
        this.latest = controls.read();
    }

    @Override
    public TradingSwitch get() {
        return latest.trading();
    }

    /** The row as it was a moment ago. */
    public TradingControl control() {
        return latest;
    }

    /** Why the platform is stopped; empty if it is not. */
    public Optional<String> stopReason() {
        return get() instanceof TradingSwitch.Halted(var _, var reason)
                ? Optional.of(reason)
                : Optional.empty();
    }

    /** Stops what adds risk, everywhere and for good; blocks until that is durable. */
    public synchronized void disable(String reason, String who) {
        latest = controls.disable(reason, who);
    }

    /** Lets trading go on; blocks until that is durable. */
    public synchronized void enable(String who) {
        latest = controls.enable(who);
    }

    /** Reads the row again; blocks. */
    public synchronized void refresh() {
        latest = controls.read();
    }
}
