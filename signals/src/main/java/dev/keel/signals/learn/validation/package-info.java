/**
 * Ways to hold back labels that a model was not trained on, so that no label it was trained on
 * knows of the same bars.
 *
 * <p>Samples are numbered from 0 = oldest, in the order of their opening bars. A split names those
 * to train on and those to test on; a sample whose span overlaps the span of a test block is in
 * neither (purging), nor are the next few after the block (embargo).
 */
@NullMarked
package dev.keel.signals.learn.validation;

import org.jspecify.annotations.NullMarked;
