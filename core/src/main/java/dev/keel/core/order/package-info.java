/**
 * Orders: what is asked for ({@link dev.keel.core.order.OrderRequest}), what became of it ({@link
 * dev.keel.core.order.Order}, a state machine) and what was traded ({@link
 * dev.keel.core.order.Fill}).
 *
 * <p>An order changes only by {@link dev.keel.core.order.OrderChange}s. It reaches a terminal state
 * only with {@link dev.keel.core.order.Evidence}: silence, time-outs and retry counts are none.
 */
@NullMarked
package dev.keel.core.order;

import org.jspecify.annotations.NullMarked;
