package dev.keel.signals.fusion;

import dev.keel.signals.fusion.log.Barriers;
import dev.keel.signals.fusion.log.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The opinions that wait for their outcomes, oldest first, in a ring of arrays. A market has one
 * opinion per bar at most and each is settled within the horizon, so twice the horizon is room
 * enough for those open and for those that overlapped with them, and thrice after a restart that
 * missed bars.
 *
 * <p>Uniqueness of an opinion: the mean over its bars of one over the number of opinions open then.
 *
 * <p>Reference: M. Lopez de Prado, "Advances in Financial Machine Learning", 2018, sections 4.3 and
 * 4.4.
 */
final class Opinions {
    private static final long OPEN = Long.MAX_VALUE;

    private final int experts;
    private final int horizon;
    private final int capacity;
    private final long[] given;
    private final long[] settled;
    private final double[] entry;
    private final double[] upper;
    private final double[] lower;
    private final int[] age;
    private final double[] unique;
    private final long[] awake;
    private final boolean[] tainted;
    private final double[] fused;
    private final double[] scores;
    private final double[] probabilities;
    private int head;
    private int size;
    private int openOnes;

    /** The latest time that anything here happened at; replayed bars are not later. */
    private long latest = Long.MIN_VALUE;

    Opinions(int experts, int horizon) {
        this.experts = experts;
        this.horizon = horizon;
        this.capacity = 3 * horizon + 3;
        this.given = new long[capacity];
        this.settled = new long[capacity];
        this.entry = new double[capacity];
        this.upper = new double[capacity];
        this.lower = new double[capacity];
        this.age = new int[capacity];
        this.unique = new double[capacity];
        this.awake = new long[capacity];
        this.tainted = new boolean[capacity];
        this.fused = new double[capacity];
        this.scores = new double[capacity * experts];
        this.probabilities = new double[capacity * experts];
    }

    /** What is told of an opinion that ends. */
    interface Settlement {
        /**
         * An opinion ended.
         *
         * @param slot where it is kept
         */
        void settle(int slot, Outcome outcome, double uniqueness);
    }

    /**
     * Takes an opinion, which must be later than all others; the arrays are copied.
     *
     * @param isTainted whether it must not teach
     */
    void add(
            long closeMillis,
            double entryPrice,
            double upperPrice,
            double lowerPrice,
            long awakeOnes,
            double[] saidScores,
            double[] saidProbabilities,
            double fusedProbability,
            boolean isTainted) {
        if (size == capacity) {
            throw new IllegalStateException(
                    "at most " + capacity + " opinions can wait, the oldest since " + given[head]);
        }
        int slot = (head + size) % capacity;
        given[slot] = closeMillis;
        settled[slot] = OPEN;
        entry[slot] = entryPrice;
        upper[slot] = upperPrice;
        lower[slot] = lowerPrice;
        age[slot] = 0;
        unique[slot] = 0;
        awake[slot] = awakeOnes;
        tainted[slot] = isTainted;
        fused[slot] = fusedProbability;
        System.arraycopy(saidScores, 0, scores, slot * experts, experts);
        System.arraycopy(saidProbabilities, 0, probabilities, slot * experts, experts);
        size++;
        openOnes++;
        latest = Math.max(latest, closeMillis);
    }

    /** Lets a bar close: opinions that end with it are told in the order in which they began. */
    void onClose(long closeMillis, double close, Settlement settlement) {
        int open = closeMillis > latest ? openOnes : countOpen(closeMillis);
        if (open == 0) {
            return;
        }
        double each = 1.0 / open;
        int openBefore = openOnes;
        for (int i = 0; i < size; i++) {
            int slot = wrap(head + i);
            if (settled[slot] != OPEN || given[slot] >= closeMillis) {
                continue;
            }
            age[slot]++;
            unique[slot] += each;
            Outcome outcome = outcome(slot, close);
            if (outcome != null) {
                settlement.settle(slot, outcome, unique[slot] / age[slot]);
            }
        }
        if (openOnes != openBefore) {
            forget();
        }
    }

    /** The slot of an open opinion, or -1. */
    int find(long givenMillis) {
        for (int i = 0; i < size; i++) {
            int slot = wrap(head + i);
            if (given[slot] == givenMillis) {
                return settled[slot] == OPEN ? slot : -1;
            }
        }
        return -1;
    }

    /** Ends an open opinion. */
    void close(int slot, long atMillis) {
        settled[slot] = atMillis;
        openOnes--;
        latest = Math.max(latest, atMillis);
    }

    /** Lets go of settled opinions that no open one overlapped with. */
    void forget() {
        long oldestOpen = OPEN;
        for (int i = 0; i < size && oldestOpen == OPEN; i++) {
            int slot = wrap(head + i);
            oldestOpen = settled[slot] == OPEN ? given[slot] : OPEN;
        }
        while (size > 0 && settled[head] != OPEN && settled[head] <= oldestOpen) {
            head = wrap(head + 1);
            size--;
        }
    }

    /** Nothing that is open now teaches. */
    void taint() {
        for (int i = 0; i < size; i++) {
            tainted[wrap(head + i)] = true;
        }
    }

    int open() {
        return openOnes;
    }

    long given(int slot) {
        return given[slot];
    }

    long awake(int slot) {
        return awake[slot];
    }

    boolean isTainted(int slot) {
        return tainted[slot];
    }

    double fused(int slot) {
        return fused[slot];
    }

    double score(int slot, int expert) {
        return scores[slot * experts + expert];
    }

    double probability(int slot, int expert) {
        return probabilities[slot * experts + expert];
    }

    private @Nullable Outcome outcome(int slot, double close) {
        return Barriers.settle(entry[slot], upper[slot], lower[slot], close, age[slot] >= horizon);
    }

    private int countOpen(long closeMillis) {
        int open = 0;
        for (int i = 0; i < size; i++) {
            int slot = wrap(head + i);
            open += given[slot] < closeMillis && closeMillis <= settled[slot] ? 1 : 0;
        }
        return open;
    }

    private int wrap(int index) {
        return index < capacity ? index : index - capacity;
    }
}
