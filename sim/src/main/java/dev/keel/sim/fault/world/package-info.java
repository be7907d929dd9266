/**
 * The simulated world of one seed: processes that run Keel's own account runners, brokers, a
 * market, people who trade, and what befalls them.
 */
@NullMarked
package dev.keel.sim.fault.world;

import org.jspecify.annotations.NullMarked;
