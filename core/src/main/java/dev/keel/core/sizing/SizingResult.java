package dev.keel.core.sizing;

import dev.keel.core.money.Quantity;

/** A quantity above zero, or why there is none. */
public sealed interface SizingResult {
    record Sized(Quantity quantity) implements SizingResult {}

    record Unsized(String why) implements SizingResult {}
}
