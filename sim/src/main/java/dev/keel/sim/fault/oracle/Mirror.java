package dev.keel.sim.fault.oracle;

import dev.keel.core.account.AccountState;
import dev.keel.core.account.Difference;
import dev.keel.core.journal.Lease;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.sim.fault.broker.Broker;
import dev.keel.sim.fault.wire.Host;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One account as the store has it, beside its broker's truth. */
final class Mirror {
    final Truth truth = new Truth();
    final Map<OrderId, Intent> intents = new LinkedHashMap<>();
    final List<Difference> differences = new ArrayList<>();
    @Nullable Broker broker;
    @Nullable AccountState state;
    @Nullable Host owner;
    @Nullable Lease lease;

    Broker atBroker() {
        if (broker == null) {
            throw new IllegalStateException("the account has no broker yet");
        }
        return broker;
    }

    /** Processes have names of their own. */
    boolean isOwnedBy(Host host) {
        return owner != null && owner.name().equals(host.name());
    }

    long sequence() {
        return state == null ? 0 : state.sequence();
    }

    /** An order from its commit on. */
    static final class Intent {
        final OrderRequest request;
        int sent;
        Order latest;

        Intent(OrderRequest request, Order latest) {
            this.request = request;
            this.latest = latest;
        }
    }
}
