/**
 * Netting positions: one {@link dev.keel.core.position.Position} per instrument, folded from fills.
 *
 * <p>A position keeps its exact cost instead of an average price, so that closing it loses no
 * digit.
 */
@NullMarked
package dev.keel.core.position;

import org.jspecify.annotations.NullMarked;
