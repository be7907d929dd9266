package dev.keel.sim.portfolio;

import dev.keel.core.market.Timeframe;
import dev.keel.sim.backtest.StrategyChoice;

/**
 * A strategy on a market, at a timeframe.
 *
 * @param timeframe that the strategy sees; a multiple of that of the market's bars
 */
public record Lane(StrategyChoice strategy, Timeframe timeframe) {}
