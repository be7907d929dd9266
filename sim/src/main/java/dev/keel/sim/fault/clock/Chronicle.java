package dev.keel.sim.fault.clock;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened in a world, for people; silent unless somebody wants to read it. */
public final class Chronicle {
    private final VirtualTime time;
    private final boolean kept;
    private final List<String> lines = new ArrayList<>();

    public Chronicle(VirtualTime time, boolean kept) {
        this.time = time;
        this.kept = kept;
    }

    public void tell(Supplier<String> what) {
        if (kept) {
            lines.add(time.instant().toString().substring(11) + " " + what.get());
        }
    }

    /** Oldest first. */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
