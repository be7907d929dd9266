package dev.keel.signals.fusion.log;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A diary that lasts as long as the process. */
public final class MemoryFusionLog implements FusionLog {
    private final List<FusionRecord> records = new ArrayList<>();

    @Override
    public void append(FusionRecord entry) {
        records.add(entry);
    }

    @Override
    public void replay(Consumer<FusionRecord> reader) {
        List.copyOf(records).forEach(reader);
    }

    public List<FusionRecord> records() {
        return List.copyOf(records);
    }
}
