package dev.keel.signals.expert;

/**
 * Names the levels or dates that were offered to a shared rule, when somebody asks for evidence.
 *
 * <p>A rule keeps this and a number instead of a text, so that bars nobody asks about cost no text.
 */
@FunctionalInterface
public interface EvidenceName {
    /**
     * Returns the name of what was offered.
     *
     * @param index the number that it was offered with
     */
    String of(int index);
}
