package dev.keel.venues.simulator.http;

import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.WireFault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Which of the next requests go wrong. For any number of threads. */
public final class FaultPlan {
    private final Map<Ask, Deque<WireFault>> waiting = new EnumMap<>(Ask.class);

    public synchronized void add(WireFault fault, Ask ask, int times) {
        if (times <= 0) {
            throw new IllegalArgumentException("times must be above 0, was " + times);
        }
        Deque<WireFault> queue = waiting.computeIfAbsent(ask, key -> new ArrayDeque<>());
        for (int i = 0; i < times; i++) {
            queue.add(fault);
        }
    }

    synchronized Optional<WireFault> next(Ask ask) {
        Deque<WireFault> queue = waiting.get(ask);
        return queue == null ? Optional.empty() : Optional.ofNullable(queue.poll());
    }
}
