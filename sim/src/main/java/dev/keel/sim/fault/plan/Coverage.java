package dev.keel.sim.fault.plan;

import dev.keel.core.order.OrderStatus;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** What struck, and in which states orders were. */
public final class Coverage {
    private final Map<Fault, Map<OrderStatus, Long>> faultStates = new EnumMap<>(Fault.class);
    private final Map<CrashPoint, Map<OrderStatus, Long>> crashStates =
            new EnumMap<>(CrashPoint.class);
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private final Map<CrashPoint, Long> crashes = new EnumMap<>(CrashPoint.class);

    void count(Fault fault, Set<OrderStatus> states) {
        faults.merge(fault, 1L, Long::sum);
        count(faultStates.computeIfAbsent(fault, _ -> cells()), states);
    }

    void count(CrashPoint point, Set<OrderStatus> states) {
        crashes.merge(point, 1L, Long::sum);
        count(crashStates.computeIfAbsent(point, _ -> cells()), states);
    }

    /** Adds what another world has seen. */
    public void add(Coverage other) {
        other.faults.forEach((fault, count) -> faults.merge(fault, count, Long::sum));
        other.crashes.forEach((point, count) -> crashes.merge(point, count, Long::sum));
        other.faultStates.forEach(
                (fault, cells) -> add(faultStates.computeIfAbsent(fault, _ -> cells()), cells));
        other.crashStates.forEach(
                (point, cells) -> add(crashStates.computeIfAbsent(point, _ -> cells()), cells));
    }

    /** How often a fault struck. */
    public long of(Fault fault) {
        return faults.getOrDefault(fault, 0L);
    }

    public long of(CrashPoint point) {
        return crashes.getOrDefault(point, 0L);
    }

    /** How often a fault struck while an order that it concerned was in a state. */
    public long of(Fault fault, OrderStatus state) {
        Map<OrderStatus, Long> cells = faultStates.get(fault);
        return cells == null ? 0 : cells.getOrDefault(state, 0L);
    }

    public long of(CrashPoint point, OrderStatus state) {
        Map<OrderStatus, Long> cells = crashStates.get(point);
        return cells == null ? 0 : cells.getOrDefault(state, 0L);
    }

    private static Map<OrderStatus, Long> cells() {
        return new EnumMap<>(OrderStatus.class);
    }

    private static void count(Map<OrderStatus, Long> cells, Set<OrderStatus> states) {
        for (OrderStatus state : states) {
            cells.merge(state, 1L, Long::sum);
        }
    }

    private static void add(Map<OrderStatus, Long> to, Map<OrderStatus, Long> from) {
        from.forEach((state, count) -> to.merge(state, count, Long::sum));
    }
}
