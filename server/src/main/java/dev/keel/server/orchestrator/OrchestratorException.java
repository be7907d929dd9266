package dev.keel.server.orchestrator;

/** What was asked of the orchestrator cannot be done now; the message says why. */
public final class OrchestratorException extends RuntimeException {
    private final String reason;

    OrchestratorException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** What keeps it from being done. */
    public String reason() {
        return reason;
    }
}
