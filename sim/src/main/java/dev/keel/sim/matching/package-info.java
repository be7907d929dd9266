/**
 * The matching simulator: a venue that trades one account's orders against market data. The same
 * class is the venue of a backtest and the paper venue of a running platform.
 *
 * <p>Orders never meet each other: the market is given, and an order takes what it offers. Bars
 * leave open what happened inside them; where they do, the outcome that is worse for the account is
 * assumed. The same orders and the same market give the same fills, with the same ids; nothing is
 * drawn at random, and time comes from the clock and the bars that are given.
 */
@NullMarked
package dev.keel.sim.matching;

import org.jspecify.annotations.NullMarked;
