package dev.keel.signals.indicator;

import java.util.function.ToDoubleFunction;

/**
 * One output of an indicator.
 *
 * @param name lower camel case
 * @param reader reads its value at the last bar
 * @param <K> the indicator
 */
public record Output<K>(String name, ToDoubleFunction<? super K> reader) {
    /** Names an output. */
    public static <K> Output<K> of(String name, ToDoubleFunction<? super K> reader) {
        return new Output<>(name, reader);
    }
}
