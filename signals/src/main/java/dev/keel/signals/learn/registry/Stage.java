package dev.keel.signals.learn.registry;

import java.util.Arrays;
import java.util.Locale;

/** How far a model has come. */
public enum Stage {
    /** Trained, no more. */
    CANDIDATE,
    /** Says what it would say, and is not listened to. */
    SHADOW,
    /** Listened to. */
    CHAMPION,
    /** Was listened to. */
    RETIRED;

    /**
     * Finds a stage by its name in lower case.
     *
     * @throws IllegalArgumentException naming those there are
     */
    public static Stage parse(String text) {
        return Arrays.stream(values())
                .filter(stage -> stage.toString().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "stage must be one of "
                                        + Arrays.toString(values())
                                        + ", was '"
                                        + text
                                        + "'"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
