/**
 * What trading costs, learned from the orders that were executed: fee, slippage, fill ratio,
 * latency and refusals.
 *
 * <p>It decides whether an opinion is worth acting upon, and never moves the weight of an expert:
 * luck in execution says nothing about who was right.
 */
@NullMarked
package dev.keel.signals.fusion.cost;

import org.jspecify.annotations.NullMarked;
