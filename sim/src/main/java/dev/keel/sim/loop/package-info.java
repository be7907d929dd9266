/**
 * The trading loop: plays the bars of a market through strategy, venue and account, in the order in
 * which a live market would. Backtests and the paper replay of a running platform use the same
 * loop.
 *
 * <p>Time here is the market's: it is moved on by the bars, and by nothing else. The loop decides
 * nothing; a signal goes to the account, and what becomes of it is the account's business.
 */
@NullMarked
package dev.keel.sim.loop;

import org.jspecify.annotations.NullMarked;
