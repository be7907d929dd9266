package dev.keel.signals.learn.validation;

import dev.keel.signals.learn.label.Span;
import java.util.List;

/** A way to divide samples. */
public interface Splitting {
    /**
     * Divides the samples.
     *
     * @param spans of the samples, in the order of their starts
     * @throws IllegalArgumentException if there are too few, or they are out of order
     */
    List<Split> splits(List<Span> spans);

    /** One line for people and registries. */
    String describe();
}
