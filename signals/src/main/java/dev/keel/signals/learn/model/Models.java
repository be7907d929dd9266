package dev.keel.signals.learn.model;

import java.util.List;
import java.util.Map;

/** The learners there are, and how their models are read again. */
public final class Models {
    private static final Map<String, Learner> LEARNERS =
            Map.of(
                    LightGbmLearner.NAME, LightGbmLearner.standard(),
                    LogisticLearner.NAME, LogisticLearner.standard());

    private Models() {}

    /** The names of the learners, in order. */
    public static List<String> learners() {
        return LEARNERS.keySet().stream().sorted().toList();
    }

    /**
     * Finds a learner.
     *
     * @throws IllegalArgumentException naming those there are
     */
    public static Learner learner(String name) {
        Learner learner = LEARNERS.get(name);
        if (learner == null) {
            throw new IllegalArgumentException(
                    "model '" + name + "' is unknown, known are " + learners());
        }
        return learner;
    }

    /**
     * Reads a model that a learner of this name made.
     *
     * @throws BrokenArtefactException if the bytes are none
     * @throws LearnerUnavailableException if a native library is missing
     * @throws IllegalArgumentException if the kind is unknown
     */
    public static Model load(String kind, byte[] artefact) {
        return switch (kind) {
            case LightGbmLearner.NAME -> LightGbmModel.load(artefact);
            case LogisticLearner.NAME -> LogisticModel.load(artefact);
            default ->
                    throw new IllegalArgumentException(
                            "model '" + kind + "' is unknown, known are " + learners());
        };
    }
}
