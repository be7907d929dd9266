/**
 * What a connector offers beside the core's {@link dev.keel.core.venue.Venue} port: who it is, what
 * it can do, how an account is opened there and looked over before it trades, and market data.
 *
 * <p>A connector never guesses: what it cannot do is not among its capabilities, and is refused
 * before anything is sent.
 */
@NullMarked
package dev.keel.venues.connector;

import org.jspecify.annotations.NullMarked;
