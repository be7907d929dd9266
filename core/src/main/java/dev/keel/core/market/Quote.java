package dev.keel.core.market;

import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import java.time.Instant;

/**
 * The latest that is known of an instrument's market.
 *
 * @param at when this price was true at its source
 * @param volume what traded in the last closed bar; zero means that the source knows none
 */
public record Quote(Price last, Instant at, Quantity volume) {}
