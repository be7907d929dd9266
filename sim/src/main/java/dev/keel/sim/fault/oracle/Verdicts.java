package dev.keel.sim.fault.oracle;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts checks, and keeps the first that failed. */
public final class Verdicts {
    private final Map<Invariant, Count> counts = new EnumMap<>(Invariant.class);
    private @Nullable Violation violation;

    void check(Invariant invariant, boolean holds, Supplier<String> otherwise) {
        counts.computeIfAbsent(invariant, _ -> new Count()).value++;
        if (!holds && violation == null) {
            violation = new Violation(invariant, otherwise.get());
        }
    }

    /** How often an invariant was checked. */
    public long count(Invariant invariant) {
        Count count = counts.get(invariant);
        return count == null ? 0 : count.value;
    }

    public Optional<Violation> violation() {
        return Optional.ofNullable(violation);
    }

    /** Whether the world may go on. */
    public boolean isClean() {
        return violation == null;
    }

    private static final class Count {
        private long value;
    }
}
