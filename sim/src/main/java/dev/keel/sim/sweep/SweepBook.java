package dev.keel.sim.sweep;

import java.util.List;
import java.util.Map;

/** Where the trials of a sweep are written down. Used by one thread at a time. */
public interface SweepBook {
    /** What is known already, by the number of the combination. */
    Map<Integer, Entry> entries();

    /** Writes trials down; when this returns they are kept. */
    void write(List<Entry> made);

    /** A book that forgets. */
    static SweepBook none() {
        return new SweepBook() {
            @Override
            public Map<Integer, Entry> entries() {
                return Map.of();
            }

            @Override
            public void write(List<Entry> made) {}
        };
    }

    /** What became of a combination. */
    sealed interface Entry {
        /** The combination's number in its grid. */
        int index();
    }

    /** It was tried. */
    record Tried(Trial trial) implements Entry {
        @Override
        public int index() {
            return trial.index();
        }
    }

    /** The strategy does not take it. */
    record Refused(int index, String reason) implements Entry {}
}
