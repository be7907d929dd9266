/**
 * A FIX venue on this machine, byte by byte: its own encoding, its own session layer with the
 * faults of real ones, and a broker behind it. It shares no code with the connector that it tests.
 */
@NullMarked
package dev.keel.venues.simulator.fix;

import org.jspecify.annotations.NullMarked;
