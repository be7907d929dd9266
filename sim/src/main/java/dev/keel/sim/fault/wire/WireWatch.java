package dev.keel.sim.fault.wire;

import dev.keel.core.account.AccountId;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Lease;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderStatus;
import java.util.Set;

/** Sees what a process does to the world, the moment it does it. */
public interface WireWatch {
    /** An order leaves the process. */
    void onSubmit(Host host, AccountId account, Order order);

    void onCancel(Host host, AccountId account, Order order);

    /** Events have become durable. */
    void onCommitted(Host host, Append append);

    void onAcquired(Host host, AccountId account, Lease lease);

    /** A process hears something of its broker. */
    void onHeard(Host host, AccountId account, Object what);

    /** The states of an account's orders as the store has them. */
    Set<OrderStatus> states(AccountId account);

    /** The state of one order as the store has it; empty if it has none. */
    Set<OrderStatus> state(AccountId account, Order order);
}
