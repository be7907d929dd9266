package dev.keel.venues.simulator.terminal;

import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.WireFault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is to go wrong next. Guarded by the simulator's lock. */
final class Mischief {
    private final Map<Ask, Deque<WireFault>> faults = new EnumMap<>(Ask.class);
    private final Map<Ask, Integer> received = new EnumMap<>(Ask.class);
    final Deque<Trick> tricks = new ArrayDeque<>();
    @Nullable Step deathAt;
    boolean isConnected = true;
    boolean isAllowed = true;
    boolean isBlanking;
    boolean isCutting;
    boolean isDoubling;
    boolean isStreaming = true;
    boolean isRefusingAll;
    long hiddenBefore;
    long links;
    Duration jump = Duration.ZERO;
    Duration ahead = Duration.ZERO;

    /**
     * A trade request that comes back odd.
     *
     * @param isDone whether the broker does it all the same
     * @param most how much of it is done at most; null for all
     */
    record Trick(String code, boolean isDone, @Nullable BigDecimal most) {}

    /** What happens to the next request; nothing odd if none was asked for. */
    Trick trick() {
        Trick next = tricks.peek();
        return next == null ? new Trick("", true, null) : next;
    }

    void inject(WireFault fault, Ask ask, int times) {
        Deque<WireFault> next = faults.computeIfAbsent(ask, _ -> new ArrayDeque<>());
        for (int i = 0; i < times; i++) {
            next.add(fault);
        }
    }

    void count(Ask ask) {
        received.merge(ask, 1, Integer::sum);
    }

    int received(Ask ask) {
        return received.getOrDefault(ask, 0);
    }

    /** What goes wrong with this one. */
    Optional<WireFault> next(Ask ask) {
        Deque<WireFault> next = faults.get(ask);
        return next == null ? Optional.empty() : Optional.ofNullable(next.poll());
    }

    String comment(String comment) {
        if (isBlanking) {
            return "";
        }
        return isCutting ? comment.substring(0, Math.min(4, comment.length())) : comment;
    }

    void dieIf(Step step) {
        if (deathAt == step) {
            deathAt = null;
            throw new Died(step);
        }
    }
}
