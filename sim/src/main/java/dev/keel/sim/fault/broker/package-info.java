/**
 * Brokers of the fault simulator: they hold the hidden truth of orders, trades, positions and cash
 * that a simulated world is judged by.
 *
 * <p>A broker is never wrong about itself. What goes astray between it and Keel is the wire's
 * doing.
 */
@NullMarked
package dev.keel.sim.fault.broker;

import org.jspecify.annotations.NullMarked;
