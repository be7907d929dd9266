/**
 * How much? A {@link dev.keel.core.sizing.Sizing} turns a signal and an account's means into a
 * quantity on the instrument's lot grid, always rounded down.
 */
@NullMarked
package dev.keel.core.sizing;

import org.jspecify.annotations.NullMarked;
