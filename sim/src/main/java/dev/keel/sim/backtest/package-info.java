/**
 * A strategy against the bars of the past, through the same signal gate, sizing, risk, orders,
 * fills and account as in live trading.
 *
 * <p>The same {@link dev.keel.sim.backtest.BacktestRequest} always gives the same {@link
 * dev.keel.sim.backtest.BacktestResult}: time comes from the bars, and nothing is drawn at random.
 * Nothing is written anywhere; the journal is in memory.
 */
@NullMarked
package dev.keel.sim.backtest;

import org.jspecify.annotations.NullMarked;
