package dev.keel.sim.sweep;

/** Which combinations of a grid are tried. */
public sealed interface Search {
    /** All of them. */
    record All() implements Search {}

    /**
     * Some, drawn at random without repetition; all if there are not more.
     *
     * @param count at least 1
     */
    record Random(int count, long seed) implements Search {
        public Random {
            requireCount(count);
        }
    }

    /**
     * Some, chosen by an evolutionary search that goes where the objective improves.
     *
     * @param count how many at most, at least 1
     */
    record Evolution(int count, long seed) implements Search {
        public Evolution {
            requireCount(count);
        }
    }

    private static void requireCount(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1, was " + count);
        }
    }
}
