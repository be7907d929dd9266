package dev.keel.signals.fusion.log;

import java.util.function.Consumer;

/**
 * Where the diary of one market's fusion is kept. Append-only. Used by one thread at a time.
 *
 * @see MemoryFusionLog
 * @see FileFusionLog
 */
public interface FusionLog {
    /**
     * Adds a record behind all others.
     *
     * @throws FusionLogException if it cannot be kept; nothing may be learned from it then
     */
    void append(FusionRecord entry);

    /** Hands out all records in the order in which they were added. */
    void replay(Consumer<FusionRecord> reader);
}
