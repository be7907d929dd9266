/**
 * The routes under {@code /api/market}: prices, bars and books of whatever is connected, and
 * connecting it. What is not known is null or empty, never made up.
 */
@NullMarked
package dev.keel.server.api.market;

import org.jspecify.annotations.NullMarked;
