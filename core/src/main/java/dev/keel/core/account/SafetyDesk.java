package dev.keel.core.account;

import dev.keel.core.order.Order;
import dev.keel.core.order.Origin;
import java.util.Optional;

/** Kill switches, and what follows from them. */
final class SafetyDesk {
    private SafetyDesk() {}

    /** Brings the open orders in line with the switches; does nothing where they are already. */
    static void enforce(Draft draft) {
        Optional<Thrown> thrown = draft.state().thrown(SwitchScope.OfAccount.INSTANCE);
        if (thrown.isEmpty() || !thrown.get().level().includes(KillLevel.REDUCE_ONLY)) {
            return;
        }
        for (Order order : draft.state().openOrders()) {
            if (!order.request().isReduceOnly()
                    && !(order.origin() instanceof Origin.OfProtection)) {
                OrderDesk.requestCancel(draft, order, "halt: " + thrown.get().reason());
            }
        }
    }
}
