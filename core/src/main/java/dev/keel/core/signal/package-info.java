/**
 * What a strategy says: a {@link dev.keel.core.signal.Signal} with its direction, conviction,
 * prices and reasons.
 *
 * <p>A signal is an opinion, never an order. It is named by what it is about, so that the same bars
 * always produce the same {@link dev.keel.core.signal.SignalId} and a signal that is seen twice is
 * one signal.
 */
@NullMarked
package dev.keel.core.signal;

import org.jspecify.annotations.NullMarked;
