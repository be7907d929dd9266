package dev.keel.venues.simulator.terminal;

/** The terminal's process has been killed. */
final class Died extends RuntimeException {
    private static final long serialVersionUID = 1;

    Died(Step step) {
        super("killed " + step, null, false, false);
    }
}
