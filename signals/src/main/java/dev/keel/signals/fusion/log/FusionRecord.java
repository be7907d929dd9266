package dev.keel.signals.fusion.log;

import dev.keel.core.signal.SignalId;
import java.time.Instant;
import java.util.List;

/** One entry of the diary. Times are those of bars, never of a clock. */
public sealed interface FusionRecord {
    /** The version of these records' meaning that this program writes. */
    int SCHEMA = 1;

    /**
     * Learning begins with these experts, their users' weights and these rules. The same entry
     * again changes nothing; another one begins anew.
     *
     * @param experts their names; all vectors keep this order
     * @param prior the users' weights, which sum to 1 and are never overwritten
     */
    record Opened(int schema, List<String> experts, Numbers prior, LearningRules rules)
            implements FusionRecord {
        public Opened {
            requireSchema(schema);
            experts = List.copyOf(experts);
            requireSize("prior", prior, experts.size());
        }
    }

    /**
     * What the experts said at the close of a bar, executed or not.
     *
     * @param awake bit i is set if expert i had an opinion
     * @param scores from -1 to 1; 0 of those asleep
     * @param probabilities of the upper barrier first, calibrated; 0.5 of those asleep
     * @param weights that the fusion used; 0 of those asleep
     */
    record OpinionGiven(
            int schema,
            SignalId signal,
            Barriers barriers,
            long awake,
            Numbers scores,
            Numbers probabilities,
            Numbers weights)
            implements FusionRecord {
        public OpinionGiven {
            requireSchema(schema);
            requireSize("probabilities", probabilities, scores.size());
            requireSize("weights", weights, scores.size());
        }
    }

    /**
     * What became of an opinion.
     *
     * @param at the close of the bar that decided it
     * @param uniqueness how much of it no other opinion saw, above 0, at most 1: the mean, over its
     *     bars, of one over the number of opinions open then
     */
    record OutcomeResolved(SignalId signal, Instant at, Outcome outcome, double uniqueness)
            implements FusionRecord {
        public OutcomeResolved {
            if (!(uniqueness > 0 && uniqueness <= 1)) {
                throw new IllegalArgumentException(
                        "uniqueness must be above 0 and at most 1, was " + uniqueness);
            }
        }
    }

    /**
     * The audit of what an outcome taught. It follows from the records before it, and is checked
     * against them when the diary is read.
     *
     * @param before the adaptive weights before
     * @param after the adaptive weights after
     * @param losses logarithmic losses in nats; 0 of those asleep
     * @param intercepts of the experts' calibrators after
     * @param slopes of the experts' calibrators after
     */
    record WeightsMoved(
            SignalId signal,
            Numbers before,
            Numbers after,
            Numbers losses,
            Numbers intercepts,
            Numbers slopes)
            implements FusionRecord {}

    /** From here on nothing is learned, nor from the opinions that are open. */
    record Frozen(Instant at, String reason) implements FusionRecord {}

    /** Opinions given from here on teach again. */
    record Thawed(Instant at, String reason) implements FusionRecord {}

    private static void requireSchema(int schema) {
        if (schema != SCHEMA) {
            throw new IllegalArgumentException("schema must be " + SCHEMA + ", was " + schema);
        }
    }

    private static void requireSize(String name, Numbers numbers, int size) {
        if (numbers.size() != size) {
            throw new IllegalArgumentException(
                    name + " must hold " + size + " numbers, held " + numbers.size());
        }
    }
}
