package dev.keel.server.orchestrator;

import dev.keel.core.instrument.InstrumentId;
import java.util.Optional;
import java.util.Set;

/** A market as it is shown to strategies and accounts in one session. For any number of threads. */
public interface Play {
    void start();

    /** Whether it was started and has not ended. */
    boolean isAlive();

    /** Has strategies see these instruments, and no others. */
    void scan(Set<InstrumentId> wanted);

    void pause();

    void resume();

    /** Ends it; waits until the step that is being done is over. */
    void stopAndWait();

    Orchestrator.State state();

    /** What keeps it from going on. */
    Optional<String> problem();
}
