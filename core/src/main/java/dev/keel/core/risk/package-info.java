/**
 * May this order be sent? A {@link dev.keel.core.risk.RiskPolicy} is a set of limits, and every
 * limit that an order would breach is named, with the limit and the figure that breaks it.
 *
 * <p>Limits judge only what adds risk: an order that makes a position smaller is never refused for
 * a loss, a drawdown or a stale balance. Worst cases count: working orders as filled, orders in
 * doubt as filled.
 */
@NullMarked
package dev.keel.core.risk;

import org.jspecify.annotations.NullMarked;
