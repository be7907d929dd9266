/**
 * What a model is to learn: what became of a trade that was opened at a bar, when that was settled,
 * and how much each such label counts.
 *
 * <p>A label looks ahead; that is what it is for. It therefore carries the span of bars it looked
 * at, from which validation knows what must not be trained on together. Bars are numbered from 0 =
 * oldest, and spans include both ends.
 */
@NullMarked
package dev.keel.signals.learn.label;

import org.jspecify.annotations.NullMarked;
