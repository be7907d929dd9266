/**
 * Market data as the core sees it: closed bars in fixed point, series of them, and the latest known
 * price.
 *
 * <p>A bar is a handful of {@code long}s, so that a million of them cost little and comparisons are
 * exact; it becomes a {@link dev.keel.core.money.Price} where money is decided and a {@code double}
 * where an indicator is fed.
 */
@NullMarked
package dev.keel.core.market;

import org.jspecify.annotations.NullMarked;
