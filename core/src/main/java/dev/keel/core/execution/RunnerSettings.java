package dev.keel.core.execution;

import java.time.Duration;

/**
 * How a runner looks after its account.
 *
 * @param reconcileEvery how often the venue is asked for a statement
 * @param failuresToHalt how many statements in a row may fail before nothing new is risked
 */
public record RunnerSettings(Duration reconcileEvery, int failuresToHalt) {
    public static final RunnerSettings DEFAULT = new RunnerSettings(Duration.ofSeconds(60), 3);

    public RunnerSettings {
        if (!reconcileEvery.isPositive() || failuresToHalt < 1) {
            throw new IllegalArgumentException(
                    "reconcileEvery must be above 0 and failuresToHalt at least 1, were "
                            + reconcileEvery
                            + ", "
                            + failuresToHalt);
        }
    }
}
