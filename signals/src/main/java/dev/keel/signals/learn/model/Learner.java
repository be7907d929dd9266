package dev.keel.signals.learn.model;

/** A way to learn. */
public interface Learner {
    /** The name by which it is chosen, and the kind of its models. */
    String name();

    /**
     * Learns from samples of both outcomes.
     *
     * @param seed of all randomness there is
     * @throws LearnerUnavailableException if a native library is missing
     * @throws IllegalArgumentException if the samples have only one outcome
     */
    Model fit(Samples samples, long seed);

    /** What it was told beside the samples, for people and registries. */
    String settings();
}
