/**
 * The contract that every connector keeps, as numbered cases that run over local simulators: what a
 * case is, what it works with, and what holds after each. The cases themselves are in {@code
 * cases}, what came of them in {@code report}. A connector version without a certificate does not
 * trade live money.
 */
@NullMarked
package dev.keel.venues.certification;

import org.jspecify.annotations.NullMarked;
