/**
 * Stand-ins for venues on this machine: they speak the venue's own wire, keep a hidden truth, and
 * fail on request. Certification and tests hold connectors against them.
 *
 * <p>They prove what a connector does with an answer; whether the real venue gives that answer,
 * only its test network can show.
 */
@NullMarked
package dev.keel.venues.simulator;

import org.jspecify.annotations.NullMarked;
