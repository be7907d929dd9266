/**
 * Where an order is best sent: over several accounts and venues, by the net price with fees and
 * depth. It proposes; the account's own gate and risk decide about each leg.
 */
@NullMarked
package dev.keel.venues.connector.routing;

import org.jspecify.annotations.NullMarked;
