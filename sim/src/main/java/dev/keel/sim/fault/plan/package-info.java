/**
 * What may go wrong in a simulation: the faults and crash points by name, which of them a seed
 * draws and how often they strike, and the count of what was hit in which state of an order.
 */
@NullMarked
package dev.keel.sim.fault.plan;

import org.jspecify.annotations.NullMarked;
