package dev.keel.venues.simulator.fix;

import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.WireFault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is asked of a broker, counted, and what is to go wrong with it. Used under its lock. */
final class Faults {
    static final Set<WireFault> KNOWN =
            Set.copyOf(
                    EnumSet.of(
                            WireFault.LOST_BEFORE,
                            WireFault.DROPPED_AFTER,
                            WireFault.HANGS_AFTER,
                            WireFault.VENUE_REFUSES));

    private final Map<Ask, Integer> counts = new EnumMap<>(Ask.class);
    private final Map<Ask, Deque<WireFault>> waiting = new EnumMap<>(Ask.class);

    void inject(WireFault fault, Ask ask, int times) {
        if (!KNOWN.contains(fault)) {
            throw new IllegalArgumentException("fault must be among " + KNOWN + ", was " + fault);
        }
        Deque<WireFault> next = waiting.computeIfAbsent(ask, _ -> new ArrayDeque<>());
        for (int i = 0; i < times; i++) {
            next.add(fault);
        }
    }

    /** Counts a request; empty if nothing is to go wrong with it. */
    Optional<WireFault> next(Ask ask) {
        counts.merge(ask, 1, Integer::sum);
        return Optional.ofNullable(waiting.get(ask)).map(Deque::poll);
    }

    int received(Ask ask) {
        return counts.getOrDefault(ask, 0);
    }
}
