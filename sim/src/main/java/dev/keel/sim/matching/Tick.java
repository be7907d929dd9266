package dev.keel.sim.matching;

import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import java.time.Instant;

/** A trade of the market. */
record Tick(Price price, Quantity quantity, Instant at) {}
