/**
 * The numbers that a model sees: what each is, and how a stream of closed bars becomes a row of
 * them.
 *
 * <p>A feature has a name, a unit, a look-back, the module it comes from and that module's version;
 * the ordered list of them is a schema, and its hash tells whether a model and a stream speak of
 * the same numbers. A row follows from the bars up to the last closed one and is never changed by
 * later ones. Outliers are cut at quantiles of the past alone. Where a number is missing there is
 * no row: nothing is filled in.
 */
@NullMarked
package dev.keel.signals.learn.feature;

import org.jspecify.annotations.NullMarked;
