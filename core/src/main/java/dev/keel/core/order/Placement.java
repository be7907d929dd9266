package dev.keel.core.order;

import dev.keel.core.money.Price;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an order came to be.
 *
 * @param origin who or what asked for it
 * @param at the platform's time when its intent was decided
 * @param reservation the price it was judged and is reserved at: its limit or trigger, else the
 *     market's; null if it was refused before it was sent
 */
public record Placement(Origin origin, Instant at, @Nullable Price reservation) {}
