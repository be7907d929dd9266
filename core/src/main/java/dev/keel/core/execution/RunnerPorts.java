package dev.keel.core.execution;

import dev.keel.core.journal.Journal;
import java.util.concurrent.Executor;

/**
 * What a runner works with.
 *
 * @param executor runs the runner's work; a direct one makes every command complete before {@code
 *     submit} returns
 */
public record RunnerPorts(
        Journal journal,
        VenueConnector venues,
        Situations situations,
        Executor executor,
        RunnerSettings settings) {
    /** With the settings that every account begins with. */
    public RunnerPorts(
            Journal journal, VenueConnector venues, Situations situations, Executor executor) {
        this(journal, venues, situations, executor, RunnerSettings.DEFAULT);
    }
}
