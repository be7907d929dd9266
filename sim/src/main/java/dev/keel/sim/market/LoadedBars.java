package dev.keel.sim.market;

import dev.keel.core.market.BarSeries;

/** A bar file as it was read, and what is peculiar about it. */
public record LoadedBars(BarSeries series, DataQuality quality) {}
