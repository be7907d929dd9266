package dev.keel.sim.fault.oracle;

/** An invariant that did not hold. */
public record Violation(Invariant invariant, String detail) {}
