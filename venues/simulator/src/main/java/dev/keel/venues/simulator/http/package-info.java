/**
 * The wire of a simulated exchange: HTTP and WebSocket on one port of the loopback address, and
 * everything that can go wrong on it. What is said over it is the business of a {@link
 * dev.keel.venues.simulator.http.Dialect}.
 *
 * <p>The first segment of a path names the host that the request was meant for, such as {@code
 * /api.binance.com/api/v3/time}.
 */
@NullMarked
package dev.keel.venues.simulator.http;

import org.jspecify.annotations.NullMarked;
