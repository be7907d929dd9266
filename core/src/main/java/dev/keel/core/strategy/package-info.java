/**
 * What turns bars into signals: a {@link dev.keel.core.strategy.Strategy}, and how one is
 * described, parameterised and made.
 *
 * <p>A strategy sees closed bars only, one at a time and oldest first; it keeps its own state and
 * looks at no account, clock or network, so that the same bars always give the same signals.
 */
@NullMarked
package dev.keel.core.strategy;

import org.jspecify.annotations.NullMarked;
