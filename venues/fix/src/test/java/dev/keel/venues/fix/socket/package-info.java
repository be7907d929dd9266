/** The whole connector over sockets, with the real engine, against the simulated broker. */
@NullMarked
package dev.keel.venues.fix.socket;

import org.jspecify.annotations.NullMarked;
