package dev.keel.server.runtime;

import dev.keel.sim.loop.SimulatedAccount;

/**
 * The paper account as it runs: an account like any other, and its venue, which the market plays
 * to.
 */
public record PaperHost(AccountHost host, SimulatedAccount simulated) {}
